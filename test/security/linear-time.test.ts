import { describe, expect, test } from 'vitest';
import { cleaners, hostile } from './hostile-text.ts';

const longest = 262_144;
/** What a block of data adds around its text. */
const frame = 200;

/** How the time grows with the length is what `npm run bench -- cleaning` prints; here, quadratic work runs out of it. */
describe.each(Object.entries(cleaners))('FAULT 59: %s', (_, clean) => {
  test.each(hostile)('takes 262,144 characters of %j, and makes no more of them', (unit) => {
    const text = unit.repeat(Math.ceil(longest / unit.length));
    expect(clean(text).length).toBeLessThanOrEqual(text.length + frame);
  });
});
