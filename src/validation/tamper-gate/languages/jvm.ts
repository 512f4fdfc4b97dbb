import { splitArguments } from '../split-arguments.ts';

/** What Java and Kotlin share: their libraries. */
export const jvm = {
  chainStart:
    /^(?:(?:Assertions|Truth|BDDAssertions|AssertionsForClassTypes|MatcherAssert)\.)?(?:assertThat\w*|assertWithMessage|then|expectThat)$/,
  assertion: /(?:^|\.)(?:assert(?!ThatCode)\w*|verify\w*|expect\w*|check\w*|fail|shouldThrow\w*|andExpect|Assert\w*)$/,
  skipCall: /^(?:Assumptions\.|Assume\.)?(?:assume\w+|abort)\(|^throw SkipException/,
  skipHead:
    /@(?:Disabled\w*|Ignore\w*|EnabledIf\w*|EnabledOn\w*|EnabledFor\w*)\b|@Test\s*\([^)]{0,200}enabled\s*=\s*false/,
  headAssertion: /\bexpected\s*=\s*[\w.]+|\bexpectedExceptions\s*=\s*[\w.{]+/,
  mock: /(?:^|\.)(?:mock|spy|mockStatic|mockConstruction|mockk|spyk|mockkObject|mockkStatic|mockkConstructor|mockkClass)$/,
};

/** The rows of `@ValueSource`, `@CsvSource` and their kin, which stand in braces or brackets. */
export function rowsOfAnnotations(head: string): number | undefined {
  const at = head.search(/@(?:Value|Csv|Enum)Source\b/);
  if (at === -1) return undefined;
  const list = /[{[]([^}\]]*)[}\]]/.exec(head.slice(at, at + 65_536))?.[1];
  return list === undefined ? undefined : splitArguments(list).length;
}
