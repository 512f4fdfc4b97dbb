import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { expect, inject, onTestFinished, test } from 'vitest';
import { findRepository } from '../../src/cli/find-repository.ts';
import { runGit } from '../../src/workspace/run-git.ts';
import type { ApiRequest } from '../fakes/messages-api.ts';
import { prepareLocalHome } from '../fakes/prepared-database.ts';
import { edit, finish, plan, type Turn } from '../fakes/script.ts';
import { startScriptedModel } from '../fakes/scripted-model.ts';
import { temporaryFolder } from '../workspace/temporary-repository.ts';

const fixScript = [
  [edit('sum.txt', 'four', 'five'), finish('Counted on my fingers.', 'Count to five')],
  [edit('sum.txt', 'five', 'six'), finish('Counted on my toes.', 'Count to six')],
  [edit('sum.txt', 'six', 'three'), finish('Counted again.', 'Count to three')],
];

/** Of a request, without the marks that move on from one to the next: what the cache holds is known by it. */
function prefixOf({ system, tools, messages }: ApiRequest): string[] {
  const blocks = messages.flatMap(({ role, content }) => content.map((block) => ({ role, ...block })));
  return [{ tools }, ...(system ?? []), ...blocks].map((block) =>
    JSON.stringify({ ...block, cache_control: undefined }),
  );
}

/** A work tree with changes of its own, a model, and `goat fix` on it in a process of its own. */
async function start(script: readonly Turn[] = fixScript) {
  const model = await startScriptedModel(script);
  onTestFinished(() => model.close());
  const [directory, home] = [await temporaryFolder(), await temporaryFolder()];
  const git = async (...args: string[]) => (await runGit(args, { cwd: directory })).toString();
  await git('init', '--quiet', '--initial-branch=work');
  await prepareLocalHome(home, await findRepository(directory));
  await writeFile(path.join(directory, 'sum.txt'), 'four\n');
  await git('add', '.');
  await git('-c', 'user.name=P', '-c', 'user.email=p@example.org', 'commit', '--quiet', '-m', 'Begin');
  await writeFile(path.join(directory, 'sum.txt'), 'four, perhaps\n');
  const issue = path.join(home, 'issue.md');
  await writeFile(issue, 'The sum is wrong');
  return {
    model,
    git,
    issue,
    goatFix: (args: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
      execa('node', [inject('builtCli'), 'fix', directory, '--issue', issue, ...args], {
        env: { GOAT_HOME: home, ANTHROPIC_BASE_URL: model.url, ANTHROPIC_API_KEY: model.apiKey, ...environment },
        reject: false,
      }),
  };
}

const grep = ['--test', 'grep -q three sum.txt', '--allow-local-tests'];
/** A process of its own brings a database up first; beside other tests that takes its time. */
const patience = { timeout: 300_000 };

test(
  'goat fix leaves the work tree alone and prints one JSON document: exit 0 once the tests pass',
  patience,
  async () => {
    const { goatFix, git, model } = await start();
    const { stdout, stderr, exitCode } = await goatFix([...grep, '--json']);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: { kind: 'fixed' },
      branch: 'goat/issue-the-sum-is-wrong',
      iterations: [
        { report: { outcome: 'failed' } },
        { report: { outcome: 'failed' } },
        { report: { outcome: 'passed' } },
      ],
      evidence: { outcome: 'passed' },
    });
    expect(stderr.split('\n').at(-1)).toBe('Fixed: the tests passed on this commit');
    expect(await git('status', '--porcelain', '--branch')).toBe('## work\n M sum.txt\n');
    expect(await git('show', 'goat/issue-the-sum-is-wrong:sum.txt')).toBe('three\n');
    expect(model.failures).toEqual([]);

    // Each request begins with all of the one before, byte for byte, so an iteration reads its prefix from the cache.
    const prefixes = model.requests.map(prefixOf);
    for (const [index, prefix] of prefixes.slice(0, -1).entries()) {
      expect(prefixes[index + 1]?.slice(0, prefix.length)).toEqual(prefix);
    }
    const { iterations, usage } = JSON.parse(stdout);
    for (const { usage: spent } of iterations) {
      expect(spent.cacheReadTokens).toBeGreaterThan(4 * (spent.inputTokens + spent.cacheWriteTokens));
    }
    expect(usage.cacheShare).toBeGreaterThan(0.6);
  },
);

test(
  '--plan shows the plan with its risk and edits nothing; what is risky waits for --approve, and then goes on',
  patience,
  async () => {
    const risky = [
      [plan('src/auth/login.js', 'sum.txt')],
      [edit('sum.txt', 'four', 'three'), finish('Counted.', 'Count')],
    ];
    const { goatFix, git } = await start(risky);
    const planned = await goatFix([...grep, '--plan']);
    expect(planned.exitCode).toBe(0);
    expect(planned.stdout).toContain('src/auth/login.js');
    expect(planned.stdout).toContain('planned: The plan is below; nothing was edited. Its risk is high.');
    expect(planned.stdout).toContain(
      'Next: Run goat fix on the same issue to carry it out; --approve where its risk is high.',
    );

    const held = await goatFix(grep);
    expect(held.exitCode).toBe(1);
    expect(held.stdout).toContain('needs approval: ');
    expect(held.stdout).toContain('Next: Look at it; goat fix --approve goes on with it.');
    expect(await git('branch', '--list', 'goat/*')).toBe('');

    const fixed = await goatFix([...grep, '--approve', '--json']);
    expect(fixed.exitCode).toBe(0);
    expect(JSON.parse(fixed.stdout)).toMatchObject({ outcome: { kind: 'fixed' }, plan: { allowedBy: 'you' } });
    expect(await git('show', 'goat/issue-the-sum-is-wrong:sum.txt')).toBe('three\n');
  },
);

test('an interrupt stops it with its outcome: exit 1, and the tests with it', patience, async () => {
  const { goatFix, git } = await start();
  const running = goatFix(['--test', 'grep -q four sum.txt || sleep 60', '--allow-local-tests', '--json']);
  running.stderr.on('data', (text) => {
    if (String(text).includes('iteration 1 of 5, testing')) running.kill('SIGINT');
  });
  const { stdout, stderr, exitCode } = await running;
  expect(exitCode).toBe(1);
  expect(stderr).toContain('Stopping; interrupt again to leave at once.');
  expect(JSON.parse(stdout)).toMatchObject({ outcome: { kind: 'stopped', reason: 'You stopped it.' } });
  expect(await git('show', 'goat/issue-the-sum-is-wrong:sum.txt')).toBe('five\n');
});

test('says what the tests run in, and refuses rights that were not given: exit 2', patience, async () => {
  const { goatFix } = await start();
  const { stderr, exitCode } = await goatFix(['--test', 'true', '--sandbox', 'none']);
  expect(exitCode).toBe(2);
  expect(stderr).toBe('goat: Without a sandbox the tests run with your rights: allow it by --allow-local-tests.');
  const allowed = await goatFix([...grep, '--sandbox', 'none', '--json']);
  expect(allowed.stderr.split('\n')[0]).toBe('The tests run with your rights, in no sandbox');
  expect(allowed.exitCode).toBe(0);
});

test('FAULT 51: tests see no secret of the environment, in a sandbox or not', patience, async () => {
  const { goatFix, model } = await start();
  const names = ['GITHUB_TOKEN', 'WEBHOOK_SECRET', 'NPM_TOKEN', 'SOMETHING_ELSE'];
  const canaries = Object.fromEntries(names.map((name) => [name, `canary-${name}-${process.pid}`]));
  const dump = ['--test', "env; tr '\\0' '\\n' < /proc/self/environ || true; false", '--max-iterations', '2'];
  const { stdout, stderr } = await goatFix([...dump, '--allow-local-tests', '--json'], canaries);
  expect(stdout).toContain('PATH=');
  expect(JSON.stringify(model.requests)).toContain('PATH=');
  for (const text of [stdout, stderr, JSON.stringify(model.requests)]) {
    for (const secret of [...Object.values(canaries), model.apiKey]) expect(text).not.toContain(secret);
  }
});

test('a home that cannot be written is refused in one line: exit 2', patience, async () => {
  const { goatFix, issue } = await start();
  const { stderr, exitCode } = await goatFix(['--test', 'true', '--allow-local-tests'], { GOAT_HOME: issue });
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/^goat: The folder \S+ cannot be made: set GOAT_HOME to one that you can write to\.$/);
});
