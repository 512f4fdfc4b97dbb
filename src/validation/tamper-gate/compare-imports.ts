import { finding } from './finding.ts';
import type { ReadChange } from './read-change.ts';
import { plainStem } from './stems.ts';
import type { Tampering } from './tampering.ts';

/** Names that a line of Python or ECMAScript imports, and from where. */
const imports: readonly RegExp[] = [
  /^[ \t]*from[ \t]+(?<from>[\w.]+)[ \t]+import[ \t]+(?<names>[^()#\n]+)/gm,
  /^[ \t]*from[ \t]+(?<from>[\w.]+)[ \t]+import[ \t]+\((?<names>[^()]{1,2000})\)/gm,
  /^[ \t]*import[ \t]+(?:type[ \t]+)?(?<names>[^'"();=]{1,2000}?)\s+from[ \t]+['"](?<from>[^'"\n]+)['"]/gm,
  /^[ \t]*(?:const|let|var)[ \t]+(?<names>[^=\n]+?)[ \t]*=[ \t]*require\([ \t]*['"](?<from>[^'"\n]+)['"]/gm,
];
const standsIn = /(?:^|[./_-])(?:tests?|specs?|__tests__|__mocks__|mocks?|fakes?|stubs?|fixtures?)(?:$|[./_-])/i;

/**
 * Names that a file of tests got from the code that it tests, and would define by itself or get from what stands in for it.
 * @param subjects plain names of the files that these tests are about.
 */
export function compareImports({ path, before, after, old }: ReadChange, subjects: ReadonlySet<string>): Tampering[] {
  if (before === null || after === null || !/\.(?:py|[cm]?[jt]sx?)$/.test(path)) return [];
  if (old?.units.some(({ kind }) => kind === 'test') !== true) return [];
  const now = importsOf(after);
  return [...importsOf(before)].flatMap(([name, source]) => {
    if (standsIn.test(source) || !subjects.has(plainStem(lastOf(source)))) return [];
    const from = now.get(name) ?? '';
    const isShadowed = isDefined(after, name) && !isDefined(before, name);
    if (!isShadowed && !standsIn.test(from)) return [];
    const message = `The ${name} of these tests would no longer be that of the code.`;
    const line = after.split('\n').findIndex((written) => written.includes(name)) + 1;
    const place = { path, line: Math.max(1, line), side: 'after' as const, kind: 'subject mocked' as const };
    return [
      finding({
        ...place,
        message,
        before: `${name} from ${source}`,
        after: isShadowed ? name : `${name} from ${from}`,
        blocking: true,
      }),
    ];
  });
}

function importsOf(text: string): Map<string, string> {
  const found = imports.flatMap((pattern) => [...text.matchAll(pattern)]);
  return new Map(
    found.flatMap(({ groups: { names = '', from = '' } = {} }) =>
      [...names.matchAll(/(?:\bas\s+|:\s*)?([\p{L}_$][\p{L}\p{N}_$]*)(?=\s*(?:[,})]|$))/gu)].map(
        ([, name = '']) => [name, from] as const,
      ),
    ),
  );
}

function isDefined(text: string, name: string): boolean {
  const escaped = name.replaceAll('$', '\\$');
  return new RegExp(
    `^[ \\t]*(?:(?:async[ \\t]+)?(?:def|function|class)[ \\t]+${escaped}\\b|(?:(?:const|let|var)[ \\t]+)?${escaped}[ \\t]*=(?!=))`,
    'm',
  ).test(text);
}

const lastOf = (source: string) =>
  source
    .replace(/\.(?:[cm]?[jt]sx?)$/, '')
    .split(/[./]/)
    .at(-1) ?? '';
