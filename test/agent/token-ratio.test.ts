import { expect, test } from 'vitest';
import { assumedRatio, tokenRatio } from '../../src/agent/token-ratio.ts';

test('a model that never replied is assumed to make more tokens than cl100k', () => {
  expect(tokenRatio([])).toBe(assumedRatio);
});

test('the highest ratio counts, because the budget must hold', () => {
  const requests = [
    { counted: 1_000, reported: 1_100 },
    { counted: 1_000, reported: 1_250 },
    { counted: 1_000, reported: 900 },
  ];
  expect(tokenRatio(requests)).toBe(1.25);
});

test.each([
  { counted: 1_000, reported: 10 },
  { counted: 1_000, reported: 90_000 },
  { counted: 0, reported: 10 },
  { counted: 0, reported: 0 },
])('a report such as %j says nothing', (request) => {
  expect(tokenRatio([request])).toBe(assumedRatio);
});
