import { expect, onTestFinished, test } from 'vitest';
import { composeLocal } from '../../src/compose/local.ts';
import { readCommandLineEnvironment } from '../../src/config/environment.ts';
import type { FixRequest, LocalRepository } from '../../src/tasks/task.ts';
import { prepareLocalHome } from '../fakes/prepared-database.ts';
import { edit, finish } from '../fakes/script.ts';
import { startScriptedModel } from '../fakes/scripted-model.ts';
import { temporaryFolder, temporaryRepository } from '../workspace/temporary-repository.ts';

/** A model that knows one edit, a repository that wants it, and doors to `goat` on it, one after the other. */
async function place() {
  const model = await startScriptedModel([
    [edit('a.txt', '1', '2'), finish('Added one.', 'Add one')],
    [edit('a.txt', '2', '3'), finish('Added two.', 'Add two')],
  ]);
  onTestFinished(() => model.close());
  const [{ gitDir, commit }, directory, home] = [
    await temporaryRepository({ 'a.txt': '1\n' }),
    await temporaryFolder(),
    await temporaryFolder(),
  ];
  await prepareLocalHome(home, gitDir);
  const config = readCommandLineEnvironment({
    GOAT_HOME: home,
    ANTHROPIC_API_KEY: model.apiKey,
    ANTHROPIC_BASE_URL: model.url,
    PATH: process.env.PATH,
  });
  const repository: LocalRepository = {
    host: 'local',
    gitDir,
    directory,
    base: 'HEAD',
    commit,
    testCommand: 'grep 2 a.txt',
    setupCommand: 'true',
    allowLocalTests: true,
  };
  const request = (title: string, differences: Partial<LocalRepository> = {}): FixRequest => ({
    kind: 'fix',
    repository: { ...repository, ...differences },
    issue: { number: 0, title, body: '', url: null },
    hint: '',
    sender: 'you',
    commentId: null,
    limits: { iterations: 3, tokens: 100_000 },
  });
  const said: string[] = [];
  return { model, request, said, open: () => composeLocal(config, repository, (line) => said.push(line)) };
}

test('FAULT 42: the same fix goes on where it was left, without paying a reply again; another one takes its place', async () => {
  const { model, request, said, open } = await place();
  const first = await open();
  const left = await first.startOrResume(request('One is missing'));
  await first.close();

  const second = await open();
  expect(await second.startOrResume(request('One is missing'))).toBe(left);
  expect(await second.end(left)).toMatchObject({ outcome: { kind: 'fixed' } });
  expect(model.requests).toHaveLength(2);
  expect(said).toContain('This fix was cut off before: it goes on where it was.');
  const leftAgain = await second.startOrResume(request('Two are missing'));
  await second.close();

  const third = await open();
  const other = await third.startOrResume(request('Three are missing'));
  expect(await third.end(leftAgain)).toMatchObject({ outcome: { kind: 'stopped' } });
  expect(await third.end(other)).toMatchObject({ outcome: { kind: 'fixed' } });
  await third.close();
});

test('tests that cannot run on the base commit end a fix before a token is spent, with the cure', async () => {
  const { model, request, open } = await place();
  const goat = await open();
  const taskId = await goat.startOrResume(request('One is missing', { setupCommand: 'echo gone; exit 3' }));
  const { outcome } = await goat.end(taskId);
  await goat.close();
  expect(outcome).toMatchObject({
    kind: 'declined',
    reason: expect.stringMatching(/cannot run on \w{7}.* The set-up command `echo gone; exit 3` failed/),
  });
  expect(model.requests).toHaveLength(0);
});

test('tests that no longer run after the edits end a fix after the second time, not after all iterations', async () => {
  const { model, request, open } = await place();
  const goat = await open();
  const testCommand = 'grep -q 1 a.txt || exit 127';
  const taskId = await goat.startOrResume(request('One is missing', { testCommand }));
  const { outcome, record } = await goat.end(taskId);
  await goat.close();
  expect(outcome).toMatchObject({ kind: 'failed', reason: expect.stringContaining('could not run, twice in a row.') });
  expect(record?.iterations).toHaveLength(2);
  expect(model.requests).toHaveLength(3);
});
