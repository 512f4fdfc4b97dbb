/** Matchers, each with those that let more pass of the same values: other types, other prototypes, other objects. */
const looser: readonly (readonly [strict: RegExp, loose: RegExp])[] = [
  [/\bdeepStrictEqual\(/, /\bdeepEqual\(/],
  [/\bstrictEqual\(/, /\.(?:equal|equals|deepEqual)\(/],
  [/\.toStrictEqual\(/, /\.toEqual\(/],
  [/\bassertSame\(/, /\bassertEquals(?:Canonicalizing|IgnoringCase)?\(/],
  [/\bassertEquals\(/, /\bassertEquals(?:Canonicalizing|IgnoringCase)\(/],
  [/\bassertIs\(/, /\bassertEquals?\(/],
  [/\bassert_same[ (]/, /\bassert_equal[ (]/],
  [/\bAreSame\(/, /\bAreEqual\(/],
  [/\bAssert\.Same\(/, /\bAssert\.Equal\(/],
];

/** Whether an assertion of the same values is written with a looser matcher. */
export function isLooserMatcher(was: string, is: string): boolean {
  return looser.some(([strict, loose]) => strict.test(was) && !strict.test(is) && loose.test(is));
}
