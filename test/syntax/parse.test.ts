import { expect, test } from 'vitest';
import { countErrorsIn } from '../../src/syntax/count-parse-errors.ts';
import { offThread } from '../../src/threads/off-thread.ts';

const countErrors = offThread(new URL('../../src/syntax/count-parse-errors.ts', import.meta.url).href, countErrorsIn);

test.each([
  ['rescript', 'let one = 1\n// the end'],
  ['rescript', '// the end'],
  ['typescript', 'one(); // the end'],
])('FAULT 59: %s is parsed to the end of %j, which has no line end', async (language, text) => {
  expect(await countErrors([language, text])).toBe(0);
});
