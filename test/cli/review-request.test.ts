import { expect, test } from 'vitest';
import { readReviewRequest } from '../../src/cli/review-request.ts';

test('a review is asked for by a folder and what the change starts from; no model is asked unless that is said', () => {
  expect(readReviewRequest(['.', '--base', 'main', 'src'])).toEqual({
    ...{ folder: '.', base: 'main', head: 'HEAD', paths: ['src'] },
    ...{ withModel: false, budgetTokens: null, json: false },
  });
  expect(readReviewRequest(['.', '--base', 'main', '--with-model', '--budget-tokens', '5000'])).toMatchObject({
    withModel: true,
    budgetTokens: 5_000,
  });
});

test.each([
  [[], 'Name a repository'],
  [['.'], 'Name what the change starts from'],
  [['.', '--base', 'main', '--budget-tokens', '5000'], '--budget-tokens is for --with-model.'],
  [['.', '--base', 'main', '--with-model', '--budget-tokens', '0'], '--budget-tokens'],
])('%j is refused in one line', (args, problem) => {
  expect(() => readReviewRequest(args)).toThrow(problem);
});
