import { describe, expect, test } from 'vitest';
import { listSymbols } from '../../src/indexing/list-symbols.ts';
import type { Finding } from '../../src/review/finding.ts';
import { parseHunks } from '../../src/review/parse-hunks.ts';
import { rankFiles } from '../../src/review/rank-files.ts';
import type { ReviewedFile } from '../../src/review/reviewed-file.ts';
import { isTestPath } from '../../src/text/test-path.ts';

/** A file to which so many lines are added. */
function changed(path: string, lines: number, after = 'export function run() {\n  return 1;\n}\n'): ReviewedFile {
  const patch = `@@ -0,0 +1,${lines} @@\n${'+x\n'.repeat(lines).trimEnd()}`;
  const hunks = parseHunks(patch);
  return { path, previousPath: path, language: '', before: '', after, hunks, isTest: isTestPath(path) };
}

const importers: Readonly<Record<string, readonly string[]>> = {
  'src/core.ts': ['src/a.ts', 'src/b.ts', 'src/c.ts', 'test/core.test.ts'],
};
const index = {
  importersOf: async (path: string) =>
    (importers[path] ?? []).map((each) => ({ path: each, isTest: isTestPath(each) })),
  symbolsOf: listSymbols,
};
const order = async (files: readonly ReviewedFile[], findings: readonly Finding[] = []) =>
  (await rankFiles(files, findings, index)).map(({ file }) => file.path);

describe('the order in which a change is read', () => {
  test('begins with what more code uses, and with what is sensitive by its name', async () => {
    const files = [changed('src/leaf.ts', 10), changed('src/core.ts', 10), changed('src/auth/login.ts', 10)];
    expect(await order(files)).toEqual(['src/auth/login.ts', 'src/core.ts', 'src/leaf.ts']);
  });

  test('calls no file untested that holds tests of its own', async () => {
    const rust = 'pub fn run() -> i32 {\n    1\n}\n\n#[cfg(test)]\nmod tests {\n    #[test]\n    fn runs() {}\n}\n';
    const [ranked] = await rankFiles([changed('src/lib.rs', 1, rust)], [], index);
    expect(ranked).toMatchObject({ tests: ['src/lib.rs'], reasons: [] });
  });

  test('puts a file with a grave finding before larger ones', async () => {
    const finding: Finding = {
      ...{ rule: 'x', category: 'bug', severity: 'critical', path: 'src/small.ts', removed: null, symbol: '' },
      ...{ lines: { start: 1, end: 1 }, title: 't', consequence: 'c', suggestion: null, quote: 'x' },
    };
    expect(await order([changed('src/large.ts', 100), changed('src/small.ts', 1)], [finding])).toEqual([
      'src/small.ts',
      'src/large.ts',
    ]);
  });

  test('has tests behind all code, and prose behind all tests, however much of it changes and whatever it is called', async () => {
    const files = [
      changed('docs/security.md', 4_000, '# Security\n'),
      changed('test/core.test.ts', 900),
      changed('README.md', 2, '# Read\n'),
      changed('src/leaf.ts', 1),
      changed('requirements.txt', 1, 'a==1\n'),
    ];
    expect(await order(files)).toEqual([
      'src/leaf.ts',
      'requirements.txt',
      'test/core.test.ts',
      'docs/security.md',
      'README.md',
    ]);
  });

  test('comes with reasons, and with the tests that import a file', async () => {
    const ranked = await rankFiles(
      [changed('src/core.ts', 3), changed('docs/auth.md', 3), changed('src/auth.ts', 3)],
      [],
      index,
    );
    expect(ranked.map(({ file, reasons, tests, changed: lines }) => [file.path, reasons, tests, lines])).toEqual([
      ['src/auth.ts', ['a sensitive part by its name', 'no test imports it'], [], 3],
      ['src/core.ts', ['3 files import it'], ['test/core.test.ts'], 3],
      ['docs/auth.md', [], [], 3],
    ]);
  });

  test('needs no index', async () => {
    expect(await rankFiles([changed('src/core.ts', 3)], [], null)).toMatchObject([{ reasons: [], tests: [] }]);
  });
});
