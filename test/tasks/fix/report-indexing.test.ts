import { expect, test } from 'vitest';
import { reportIndexing } from '../../../src/tasks/fix/report-indexing.ts';
import { fixRecord } from '../../fakes/fix-record.ts';

/** Indexing that reports at each of these times, in seconds, and what is shown of it. */
async function shownAt(times: readonly number[], write: (body: string) => Promise<string | null>) {
  let seconds = 0;
  const record = fixRecord({ activity: 'reading the repository' });
  const result = await reportIndexing(
    { record, publisher: { writeTrackingComment: write }, saveRecord: async () => undefined },
    async (onProgress) => {
      for (const time of times) {
        seconds = time;
        onProgress({ stage: 'files', done: time * 100, total: 10_000 });
        await new Promise(setImmediate);
      }
      return 'indexed';
    },
    () => seconds * 1000,
  );
  return { result, record };
}

test('indexing is shown every ten seconds at most, and leaves no mark in the record', async () => {
  const bodies: string[] = [];
  const { result, record } = await shownAt([1, 9, 12, 15, 21, 23, 31, 34], async (body) => {
    bodies.push(body);
    return null;
  });
  expect(result).toBe('indexed');
  expect(bodies.map((body) => body.split('\n')[0])).toEqual([
    '### Working on a fix: reading the repository, 1,200 of 10,000 files',
    '### Working on a fix: reading the repository, 2,300 of 10,000 files',
    '### Working on a fix: reading the repository, 3,400 of 10,000 files',
  ]);
  expect(record.activity).toBe('reading the repository');
});

test('a report that is on its way is waited for, so that it cannot undo what comes after', async () => {
  const written: string[] = [];
  await shownAt([11, 40, 60], async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    written.push('report');
    return null;
  });
  expect(written).toEqual(['report']);
});

test('a report that fails is the last one, and the index goes on', async () => {
  let calls = 0;
  const { result } = await shownAt([11, 30, 60], async () => {
    calls += 1;
    throw new Error('502');
  });
  expect({ result, calls }).toEqual({ result: 'indexed', calls: 1 });
});
