/** Where assert(), GoogleTest, Catch2 and doctest say that a check failed: `price_test.c:8: …`, `a.cpp(8): …`. */
const place = /(?:^|[\s(])(\/?[^\s:()]{1,400}\.(?:c|cc|cpp|cxx|h|hh|hpp|m|mm|f90|py))(?::(\d{1,7})|\((\d{1,7})\)):/;

/** The first place that the output of a test program names, and the number of its line in the output. */
export function placeOfAssertion(lines: readonly string[]): { file: string; line: number; index: number } | object {
  for (const [index, text] of lines.entries()) {
    const [, file, colon, bracket] = place.exec(text) ?? [];
    if (file !== undefined) return { file, line: Number(colon ?? bracket), index };
  }
  return {};
}
