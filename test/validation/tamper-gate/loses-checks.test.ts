import { expect, test } from 'vitest';
import { losesChecks } from '../../../src/validation/tamper-gate/loses-checks.ts';

const text = 'func testAdds() {\n    let cart: Cart = make()\n    XCTAssertEqual(cart.total, 3)\n}\n';

test.each([
  ['an assertion less', '    XCTAssertEqual(cart.total, 3)\n', ''],
  ['an assertion that changes', 'total, 3', 'total, 4'],
  ['a test that is renamed', 'testAdds', 'adds'],
  ['a line that skips', '    let', '    throw XCTSkip()\n    let'],
  ['a comment', '    XCT', '    // XCT'],
])('%s may say less', (_, old, now) => {
  expect(losesChecks(text, text.replace(old, now))).toBe(true);
});

test.each([
  ['the same', '', ''],
  ['another type', ': Cart', ': any Cart'],
  ['other white space', '    XCT', '  XCT'],
  ['an assertion more', '    XCT', '    XCTAssertNotNil(cart)\n    XCT'],
])('%s does not', (_, old, now) => {
  expect(losesChecks(text, text.replace(old, now))).toBe(false);
});
