import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { readRecording, replayRecording } from '../../../src/compose/replay.ts';
import { recordedRuns } from '../../fixtures/recordings/runs.ts';
import { repositoryWithoutWorkflow } from '../../flows/small-repository.ts';
import { temporaryRepository } from '../../workspace/temporary-repository.ts';

const read = async (name: string) =>
  readRecording(await readFile(new URL(`../../fixtures/recordings/${name}.json`, import.meta.url), 'utf8'));

/** After a change of the steps of a fix: `npx tsx test/fixtures/recordings/record.ts`. */
test.each(Object.keys(recordedRuns))(
  'the recorded run "%s" takes the same steps to the same patch and the same end',
  async (name) => {
    const recording = await read(name);
    const { gitDir, commit } = await temporaryRepository(repositoryWithoutWorkflow);
    expect(recording.base).toBe(commit);
    const { outcome, difference } = await replayRecording(recording, gitDir, true);
    expect(difference).toBeNull();
    expect(`${outcome?.kind}: ${outcome?.reason}`).toBe(recording.outcome);
  },
);

test('where a reply leads to another commit, that one is the first step that differs', async () => {
  const recording = await read('wrong-first-try');
  const steps = recording.steps.map((step) =>
    step.name === 'commit' ? step : JSON.parse(JSON.stringify(step).replaceAll('return a * b;', 'return a ** b;')),
  );
  const { gitDir } = await temporaryRepository(repositoryWithoutWorkflow);
  const { outcome, difference } = await replayRecording({ ...recording, steps }, gitDir, true);
  expect(outcome).toBeNull();
  expect(difference).toMatchObject({ recorded: 'commit', now: 'commit' });
  expect(difference?.diff).toContain('-+  return a * b;');
  expect(difference?.diff).toContain('++  return a ** b;');
});
