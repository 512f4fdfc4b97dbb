import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { expect, inject, onTestFinished, test } from 'vitest';
import { findRepository } from '../../src/cli/find-repository.ts';
import { runGit } from '../../src/workspace/run-git.ts';
import { prepareLocalHome } from '../fakes/prepared-database.ts';
import { edit, finish } from '../fakes/script.ts';
import { startScriptedModel } from '../fakes/scripted-model.ts';
import { temporaryFolder } from '../workspace/temporary-repository.ts';

test('a recorded fix is the same when it is replayed offline, and shows the first step that differs', {
  timeout: 300_000,
}, async () => {
  const model = await startScriptedModel([
    [edit('sum.txt', 'four', 'five'), finish('Counted.', 'Count to five')],
    [edit('sum.txt', 'five', 'three'), finish('Counted again.', 'Count to three')],
  ]);
  onTestFinished(() => model.close());
  const [directory, home] = [await temporaryFolder(), await temporaryFolder()];
  const git = (...args: string[]) => runGit(args, { cwd: directory });
  await git('init', '--quiet', '--initial-branch=work');
  await prepareLocalHome(home, await findRepository(directory));
  await writeFile(path.join(directory, 'sum.txt'), 'four\n');
  await git('add', '.');
  await git('-c', 'user.name=P', '-c', 'user.email=p@example.org', 'commit', '--quiet', '-m', 'Begin');
  const [issue, file] = [path.join(home, 'issue.md'), path.join(home, 'run.json')];
  const secret = `ghp_${'0123456789abcdefghij'.repeat(2).slice(0, 36)}`;
  await writeFile(issue, `The sum is wrong\n\nWith ${secret} in the log.`);
  const goat = (...args: string[]) =>
    execa('node', [inject('builtCli'), ...args], {
      env: { GOAT_HOME: home, ANTHROPIC_BASE_URL: model.url, ANTHROPIC_API_KEY: model.apiKey },
      reject: false,
    });

  const tests = ['--test', 'grep -q three sum.txt', '--allow-local-tests'];
  const fixed = await goat('fix', directory, '--issue', issue, ...tests, '--record', file);
  expect(fixed.exitCode).toBe(0);
  const asked = model.requests.length;

  const same = await goat('replay', file, directory, '--json');
  expect(same.stderr).toBe('');
  expect(JSON.parse(same.stdout)).toMatchObject({ same: true, outcome: { kind: 'fixed' }, difference: null });
  expect(JSON.parse(same.stdout).patch).toContain('+three');
  expect(same.exitCode).toBe(0);
  expect(model.requests).toHaveLength(asked);

  const text = await readFile(file, 'utf8');
  expect(text).not.toContain(model.apiKey);
  expect(text).not.toContain(secret);
  await writeFile(file, text.replaceAll('The sum is wrong', 'The sum is right'));
  const other = await goat('replay', file, directory);
  expect(other.stdout).toMatch(/^Step \d+ differs\./);
  expect(other.exitCode).toBe(1);

  await writeFile(file, '{}');
  expect((await goat('replay', file)).exitCode).toBe(2);
});
