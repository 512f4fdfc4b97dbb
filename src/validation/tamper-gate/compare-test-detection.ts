import { finding } from './finding.ts';
import type { Tampering } from './tampering.ts';
import { without } from './without.ts';

/** How code finds out that a test runs it. */
const detection =
  /\bPYTEST_(?:CURRENT_TEST|VERSION)\b|["'](?:pytest|_pytest|unittest)["']\s+(?:not\s+)?in\s+sys\.modules|\b(?:JEST_WORKER_ID|VITEST(?:_WORKER_ID|_POOL_ID)?)\b|\bimport\.meta\.vitest\b|\bNODE_ENV["'\]]*\s*[=!]==?\s*["']test["']|\btesting\.Testing\(\)|\bcfg!\(test\)|\b(?:Rails|Mix)\.env(?:\.test\?|\(\)\s*==\s*:test)|\bdefined\?\(?\s*(?:RSpec|Minitest)\b|\bPHPUNIT_\w+|\bNSClassFromString\("XCTest/;

/** Lines of code that is no test by which it would do something else while tests run it. */
export function compareTestDetection(path: string, before: string | null, after: string | null): Tampering[] {
  const linesOf = (text: string | null) =>
    (text ?? '')
      .split('\n')
      .flatMap((text, index) => (detection.test(text) ? [{ text: text.trim(), line: index + 1 }] : []));
  const old = linesOf(before).map(({ text }) => text);
  return without(linesOf(after), old, ({ text }) => text).map(({ text, line }) =>
    finding({
      ...{ path, line, side: 'after', kind: 'tests noticed' },
      message: 'This code would find out whether a test runs it.',
      ...{ before: '', after: text, blocking: true },
    }),
  );
}
