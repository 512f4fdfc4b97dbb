import { describe, expect, test } from 'vitest';
import { progressLine, showProgress } from '../../src/cli/show-progress.ts';

const part = { stage: 'files', done: 3_120, total: 10_000 } as const;

/** What is written while progress is shown at each of these milliseconds. */
function written(isTTY: boolean, times: readonly number[]) {
  const texts: string[] = [];
  let time = 0;
  const view = showProgress({ isTTY, columns: 72, write: (text) => texts.push(text) }, () => time);
  for (time of times) view.show({ ...part, done: time });
  view.end();
  return texts;
}

describe('one line', () => {
  test('tells how much is done, with a bar where there is room', () => {
    expect(progressLine(part, 12.7, 79)).toBe(
      'Indexing 3,120 of 10,000 files  █████████░░░░░░░░░░░░░░░░░░░░░  31 %  12 s',
    );
    expect(progressLine(part, 12.7, 60)).toBe('Indexing 3,120 of 10,000 files  █████░░░░░░░░░░░  31 %  12 s');
    expect(progressLine({ ...part, stage: 'vectors' }, 0)).toBe('Embedding 3,120 of 10,000 chunks, 31 %, 0 s');
  });

  test.each([0, 1, 10, 30, 40, 80, 500])('fits into %i columns', (columns) => {
    for (const done of [0, 1, 5_000, 10_000, 20_000]) {
      expect(progressLine({ ...part, done }, 100, columns).length).toBeLessThanOrEqual(columns);
    }
  });

  test('nothing to do is done', () => {
    expect(progressLine({ stage: 'files', done: 0, total: 0 }, 0)).toContain('100 %');
  });
});

test('a terminal has one line that is drawn over ten times a second at most, and taken away', () => {
  const texts = written(true, [0, 20, 90, 100, 150, 199, 200]);
  expect(texts).toHaveLength(4);
  expect(texts.every((text) => /^\r[^\n\r]*\u001b\[K$/.test(text))).toBe(true);
  expect(texts.at(-1)).toBe('\r\u001b[K');
});

test('elsewhere there is a line every five seconds, and none for what is over before', () => {
  expect(written(false, [0, 100, 4_999])).toEqual([]);
  expect(written(false, [0, 5_000, 9_000, 10_000])).toEqual([
    'Indexing 5,000 of 10,000 files, 50 %, 5 s\n',
    'Indexing 10,000 of 10,000 files, 100 %, 10 s\n',
  ]);
});
