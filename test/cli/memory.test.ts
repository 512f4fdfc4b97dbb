import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { expect, inject, onTestFinished, test } from 'vitest';
import { findRepository } from '../../src/cli/find-repository.ts';
import { runGit } from '../../src/workspace/run-git.ts';
import { prepareLocalHome } from '../fakes/prepared-database.ts';
import { edit, finish } from '../fakes/script.ts';
import { startScriptedModel } from '../fakes/scripted-model.ts';
import { temporaryFolder } from '../workspace/temporary-repository.ts';

const mend = (wrong: string) => [[edit('sum.txt', wrong, 'three'), finish('Counted again.', 'Count to three')]];

/** A work tree with a wrong sum, and the command line on it in processes of their own. */
async function start() {
  const model = await startScriptedModel({ 'second sum': mend('five'), 'first sum': mend('four') });
  onTestFinished(() => model.close());
  const [directory, home] = [await temporaryFolder(), await temporaryFolder()];
  const git = (...args: string[]) =>
    runGit(['-c', 'user.name=P', '-c', 'user.email=p@example.org', ...args], { cwd: directory });
  const commit = async (content: string) => {
    await writeFile(path.join(directory, 'sum.txt'), content);
    await git('add', '.');
    await git('commit', '--quiet', '-m', content.trim());
  };
  await git('init', '--quiet', '--initial-branch=work');
  await prepareLocalHome(home, await findRepository(directory));
  await commit('four\n');
  const goat = (...args: string[]) =>
    execa('node', [inject('builtCli'), ...args], {
      env: { GOAT_HOME: home, ANTHROPIC_BASE_URL: model.url, ANTHROPIC_API_KEY: model.apiKey },
      reject: false,
    });
  const fix = async (title: string) => {
    const issue = path.join(home, 'issue.md');
    await writeFile(issue, `# The ${title} is wrong\n\nsum.txt should say three.\n`);
    const test = ['--test', 'grep -q three sum.txt', '--allow-local-tests', '--sandbox', 'none', '--json'];
    const { stdout, stderr } = await goat('fix', directory, '--issue', issue, ...test);
    expect(stderr).not.toContain('goat:');
    return JSON.parse(stdout);
  };
  return { model, directory, git, commit, goat, fix };
}

test('a branch that was merged is remembered, recalled by the next fix, listed and forgotten', {
  timeout: 300_000,
}, async () => {
  const { model, directory, git, commit, goat, fix } = await start();
  const { outcome, branch } = await fix('first sum');
  expect(outcome).toMatchObject({ kind: 'fixed' });
  expect((await goat('memory', 'list', directory)).stdout).toBe('Nothing is remembered here yet.');

  await git('merge', '--quiet', '--no-ff', '-m', 'Merge', branch);
  await commit('five\n');
  expect((await fix('second sum')).outcome).toMatchObject({ kind: 'fixed' });
  const openings = model.requests.map(({ messages }) => JSON.stringify(messages[0]));
  expect(openings.find((text) => text.includes('second sum'))).toContain('a fix that was merged');
  expect(model.failures).toEqual([]);

  const listed = await goat('memory', 'list', directory, '--json');
  const { memories } = JSON.parse(listed.stdout);
  expect(memories).toMatchObject([
    { kind: 'fix', confidence: 0.6, content: { issue: { title: 'The first sum is wrong' } } },
  ]);
  const id = String(memories[0].id);
  expect(await goat('memory', 'forget', directory, id)).toMatchObject({
    exitCode: 0,
    stdout: `Forgotten: memory ${id}.\nNothing is remembered here yet.`,
  });
  expect(await goat('memory', 'forget', directory, id)).toMatchObject({
    exitCode: 1,
    stderr: `There is no memory ${id}: goat memory list shows what there is.`,
  });
});

test('a folder that is no repository is refused in one line: exit 2', { timeout: 120_000 }, async () => {
  const { goat } = await start();
  const { exitCode, stderr } = await goat('memory', 'list', await temporaryFolder());
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/^goat: There is no git repository in \S+: name another folder, or run git init there\.$/);
});
