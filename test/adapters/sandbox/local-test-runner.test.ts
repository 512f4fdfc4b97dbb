import { chmod, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { defaultLimits } from '../../../src/adapters/sandbox/default-limits.ts';
import { createLocalTestRunner, type LocalTestRunnerParts } from '../../../src/adapters/sandbox/local-test-runner.ts';
import { noSandbox } from '../../../src/adapters/sandbox/no-sandbox.ts';
import { runGit } from '../../../src/workspace/run-git.ts';
import { inMemoryControl, inMemorySteps } from '../../fakes/in-memory-steps.ts';
import { commitFiles, type Files, temporaryFolder, temporaryRepository } from '../../workspace/temporary-repository.ts';

const environment = { PATH: `${join(process.execPath, '..')}:/usr/bin:/bin`, HOME: '/nonexistent' };

const price = 'export const total = (a, b) => a + b;\n';
const priceTest = `
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { total } from '../price.js';
test('adds', () => assert.equal(total(1, 2), 3));
`;
const shop: Files = { 'package.json': '{"type":"module"}', 'price.js': price, 'test/price.test.js': priceTest };

async function prepare(files: Files, part: Partial<LocalTestRunnerParts> = {}) {
  const { gitDir, commit } = await temporaryRepository(files);
  const directory = await temporaryFolder();
  const runner = createLocalTestRunner({
    gitDir,
    directory,
    sourceDirectory: gitDir,
    testCommand: 'node --test',
    setupCommand: null,
    sandbox: noSandbox,
    limits: defaultLimits(),
    environment,
    ...part,
  });
  const run = (at = commit, name = '1', steps = inMemorySteps()) =>
    runner.run({ taskId: '01TASK', branch: 'main', commit: at, run: name, first: [] }, steps, inMemoryControl());
  const change = (changed: Files) => commitFiles(gitDir, changed);
  return { runner, run, change, commit, tree: join(directory, '01TASK', 'tree') };
}

const shell = (testCommand: string, part: Partial<LocalTestRunnerParts> = {}) =>
  prepare({ 'a.txt': 'one\n' }, { testCommand, ...part });

describe('a request', () => {
  test('needs a command', async () => {
    expect(await (await shell(' ')).runner.check()).toMatchObject({ reason: expect.stringContaining('--test') });
    expect(await (await shell('true')).runner.check()).toEqual({ ready: true, takesFilter: true });
  });

  test('a task id that is a path is refused', async () => {
    const { runner, commit } = await shell('true');
    const request = { taskId: '../evil', branch: 'main', commit, run: '1', first: [] };
    await expect(runner.run(request, inMemorySteps(), inMemoryControl())).rejects.toThrow('cannot name a folder');
  });
});

describe('a repository with tests', () => {
  test('green passes, in one step, without an address', async () => {
    const { run, commit } = await prepare(shop);
    const steps = inMemorySteps();
    expect(await run(commit, '3', steps)).toMatchObject({
      commit,
      outcome: 'passed',
      results: { format: 'node-test', passed: 1, failed: 0 },
      url: null,
    });
    expect(steps.names()).toEqual(['run the tests 3']);
  });

  test('red fails, and names the test with paths as the repository has them', async () => {
    const { run } = await prepare({ ...shop, 'price.js': price.replace('+', '-') });
    expect((await run()).results).toMatchObject({
      failed: 1,
      failures: [{ name: 'adds', file: 'test/price.test.js', line: 5, message: expect.stringContaining('-1 !== 3') }],
    });
  });

  test('a second run has the changed files, not those that are gone, and keeps what neither commit knows', async () => {
    const { run, change, tree } = await prepare(
      { ...shop, 'price.js': price.replace('+', '-'), 'old/gone.test.js': 'throw new Error("gone")' },
      { testCommand: 'touch kept.log; node --test' },
    );
    expect((await run()).results.failed).toBe(2);
    await writeFile(join(tree, 'test', 'price.test.js'), '// a test run may damage files');
    const next = await change(shop);
    expect(await run(next, '2')).toMatchObject({ commit: next, outcome: 'passed', results: { passed: 1 } });
    expect((await readdir(tree)).sort()).toEqual(['goat-results', 'kept.log', 'package.json', 'price.js', 'test']);
  });

  test('JUnit XML is read, and that of an earlier run is not', async () => {
    const xml = '<testsuite name="s"><testcase name="t"><failure message="m"/></testcase></testsuite>';
    const { run, change } = await shell(`[ -f quiet ] || echo '${xml}' > goat-results/a.xml`);
    expect((await run()).results).toMatchObject({ format: 'junit', failed: 1 });
    expect((await run(await change({ quiet: '' }), '2')).results.format).toBe('exit code');
  });

  test('FAULT 53: JUnit XML behind a link in the place of its folder is not read', async () => {
    const outside = await temporaryFolder();
    await writeFile(join(outside, 'secret.xml'), '<testsuite><testcase name="SECRET"/></testsuite>');
    const { run } = await shell(`rm -rf goat-results && ln -s ${outside} goat-results`);
    expect((await run()).results.format).toBe('exit code');
  });
});

describe('files and links', () => {
  test('modes and links are those of the commit', async () => {
    const { run } = await prepare(
      { 'run.sh': { executable: '#!/bin/sh\ncat link\n' }, 'a.txt': 'through the link\n', link: { link: 'a.txt' } },
      { testCommand: './run.sh' },
    );
    expect(await run()).toMatchObject({ outcome: 'passed', logTail: 'through the link' });
  });

  test('FAULT 53: nothing is written through a link that tests put in the place of a folder', async () => {
    const outside = await temporaryFolder();
    const { run, change } = await prepare(
      { 'lib/a.js': 'one', 'lib/b.js': 'one' },
      { testCommand: `rm -rf lib && ln -s ${outside} lib` },
    );
    await run();
    await writeFile(join(outside, 'b.js'), 'of somebody else');
    const again = await run(await change({ 'lib/a.js': 'two' }), '2');
    expect(again.outcome).toBe('passed');
    expect(await readFile(join(outside, 'b.js'), 'utf8')).toBe('of somebody else');
    expect(await readdir(outside)).toEqual(['b.js']);
  });
});

describe('dependencies', () => {
  async function source(files: Readonly<Record<string, string>>) {
    const folder = await temporaryFolder();
    for (const [path, content] of Object.entries(files)) {
      await mkdir(join(folder, path, '..'), { recursive: true });
      await writeFile(join(folder, path), content);
    }
    await runGit(['init', '--quiet', '--', folder]);
    return folder;
  }

  test('that git ignores are copied, links as they are; other ignored files are not', async () => {
    const sourceDirectory = await source({
      '.gitignore': 'node_modules\n/vendor\nsecret.env\n',
      'node_modules/left/index.js': 'left',
      'packages/a/node_modules/right/index.js': 'right',
      'packages/gone/node_modules/x.js': 'x',
      'vendor/v': 'v',
      'secret.env': 'TOKEN=1',
    });
    await symlink('../packages/a', join(sourceDirectory, 'node_modules', 'a'));
    const { run } = await prepare(
      { 'packages/a/index.js': 'of the commit\n' },
      {
        sourceDirectory,
        testCommand:
          'cat node_modules/left/index.js vendor/v node_modules/a/node_modules/right/index.js; ls; cat node_modules/a/index.js',
      },
    );
    const { outcome, logTail } = await run();
    expect(outcome).toBe('passed');
    expect(logTail).toBe('leftvrightgoat-results\nnode_modules\npackages\nvendor\nof the commit');
  });

  test('stay as they are between iterations', async () => {
    const sourceDirectory = await source({ '.gitignore': 'node_modules\n', 'node_modules/a.js': 'first' });
    const { run, change } = await shell('cat node_modules/a.js', { sourceDirectory });
    await run();
    await writeFile(join(sourceDirectory, 'node_modules', 'a.js'), 'second');
    expect((await run(await change({ 'b.txt': '' }), '2')).logTail).toBe('first');
  });

  test("a copied Python environment imports the commit's files, not the user's", async () => {
    const sourceDirectory = await source({ '.gitignore': '.venv\n' });
    const packages = join(sourceDirectory, '.venv', 'lib', 'python3.12', 'site-packages');
    await mkdir(packages, { recursive: true });
    await mkdir(join(sourceDirectory, '.venv', 'bin'));
    await writeFile(join(packages, 'shop.pth'), `${sourceDirectory}/src\n`);
    await writeFile(join(sourceDirectory, '.venv', 'bin', 'tool'), `#!/bin/sh\necho ${sourceDirectory}/.venv\n`);
    await chmod(join(sourceDirectory, '.venv', 'bin', 'tool'), 0o755);
    const { run, tree } = await shell('.venv/bin/tool; cat .venv/lib/*/site-packages/shop.pth; pwd', {
      sourceDirectory,
    });
    const { logTail } = await run();
    expect(logTail).not.toContain(sourceDirectory);
    expect(logTail).toContain('.venv\nsrc\n');
    expect(logTail).toContain(tree);
  });

  test('of a bare repository are none', async () => {
    expect((await (await shell('true')).run()).outcome).toBe('passed');
  });
});

describe('the set-up', () => {
  test('runs once a work tree', async () => {
    const { run, change } = await shell('cat count', { setupCommand: 'echo set up >> count' });
    await run();
    expect((await run(await change({ 'a.txt': 'two' }), '2')).logTail).toBe('set up');
  });

  test('that fails is not run, says so, and is tried again', async () => {
    const { run } = await shell('true', {
      setupCommand: 'echo no network >&2; [ -f again ] || { touch again; exit 4; }',
    });
    const first = await run();
    expect(first).toMatchObject({ outcome: 'not run', logTail: 'no network', results: { failures: [] } });
    expect(first.reason).toContain('failed with exit code 4');
    expect((await run()).outcome).toBe('passed');
  });
});

describe('the test command', () => {
  test('stops at the first command that fails, also in a pipe, as in Actions', async () => {
    expect((await (await shell('false | cat; echo not reached')).run()).logTail).toBe('');
    expect((await (await shell('false\ntrue')).run()).outcome).toBe('failed');
  });

  test('sees the given environment and CI, and nothing else of ours', async () => {
    const { logTail } = await (await shell('env | cut -d= -f1 | sort')).run();
    expect(logTail.split('\n').filter((name) => !/^(JEST|PYTEST|PWD|SHLVL|_$|OLDPWD)/.test(name))).toEqual([
      'CI',
      'HOME',
      'PATH',
    ]);
  });

  test('that is not found is not run', async () => {
    const { outcome, reason, logTail } = await (await shell('no-such-tool --all')).run();
    expect({ outcome, reason }).toMatchObject({ outcome: 'not run', reason: expect.stringContaining('was not found') });
    expect(logTail).toContain('no-such-tool');
  });

  test('that exceeds its time is stopped with all its children, and is not run', async () => {
    const { run, tree } = await shell('(trap "" TERM; sleep 30; touch late) & echo waiting; sleep 30', {
      timeoutSeconds: 0.5,
    });
    expect(await run()).toMatchObject({
      outcome: 'not run',
      reason: expect.stringContaining('did not end in time'),
      logTail: 'waiting',
    });
    expect(await readdir(tree)).not.toContain('late');
  });

  test('that leaves a child behind does not hold the run up', async () => {
    expect(await (await shell('sleep 30 & echo done')).run()).toMatchObject({ outcome: 'passed', logTail: 'done' });
  });

  test('is stopped when a person stops the task', async () => {
    const stop = new AbortController();
    const { run } = await shell('echo $$; sleep 30', {
      onOutput: () => stop.abort(new Error('stopped by a person')),
    });
    await expect(run(undefined, '1', inMemorySteps(stop.signal))).rejects.toThrow('stopped by a person');
  });

  test('FAULT 33: endless output is cut in the middle, and streams as it comes', async () => {
    let streamed = 0;
    const { run } = await shell(
      "echo start; head -c 12000060 /dev/zero | tr '\\0' 'x' | fold -w 99; echo; echo end >&2; exit 1",
      {
        onOutput: (text) => {
          streamed += text.length;
        },
      },
    );
    const report = await run();
    expect(report.logTail).toMatch(/x\nend$/);
    expect(streamed).toBeGreaterThan(12_000_060);
    expect(Buffer.byteLength(JSON.stringify(report))).toBeLessThan(100 * 1024);
  });

  test('keeps the order of standard output and error', async () => {
    expect((await (await shell('echo 1; echo 2 >&2; echo 3; echo 4 >&2')).run()).logTail).toBe('1\n2\n3\n4');
  });
});
