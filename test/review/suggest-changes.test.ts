import { describe, expect, test } from 'vitest';
import { parseHunks } from '../../src/review/parse-hunks.ts';
import { suggestChanges } from '../../src/review/suggest-changes.ts';
import type { FileChange } from '../../src/workspace/workspace.ts';

const before = 'export function add(a, b) {\n  const sum = a - b;\n  return sum;\n}\n\nexport const one = 1;\n';
/** The pull request adds lines 2 and 3; line 6 is not in its diff. */
const hunks = new Map([
  ['add.js', parseHunks('@@ -1,2 +1,4 @@\n export function add(a, b) {\n+  const sum = a - b;\n+  return sum;\n }')],
]);
const change = (after: string | null, more: Partial<FileChange> = {}): FileChange => ({
  path: 'add.js',
  mode: '100644',
  before: Buffer.from(before),
  after: after === null ? null : Buffer.from(after),
  ...more,
});
const suggest = async (...changes: FileChange[]) => {
  const { suggestions, rest } = await suggestChanges(changes, hunks);
  return {
    suggestions: suggestions.map(({ anchor, text }) => [anchor.startLine ?? anchor.line, anchor.line, text]),
    rest: rest.map(({ path, after }) => [path, after?.toString() ?? null]),
  };
};

describe('a change of a pull request is suggested', () => {
  test('in place of exactly the lines that it replaces', async () => {
    expect(await suggest(change(before.replace('a - b', 'a + b')))).toEqual({
      suggestions: [[2, 2, '  const sum = a + b;\n']],
      rest: [],
    });
    const both = before.replace('  const sum = a - b;\n  return sum;\n', '  return a + b;\n');
    expect(await suggest(change(both))).toEqual({ suggestions: [[2, 3, '  return a + b;\n']], rest: [] });
  });

  test('with the line before it where it is only added, and as nothing where lines only go', async () => {
    expect(await suggest(change(before.replace('  return', '  check(sum);\n  return')))).toEqual({
      suggestions: [[2, 2, '  const sum = a - b;\n  check(sum);\n']],
      rest: [],
    });
    expect(await suggest(change(before.replace('  const sum = a - b;\n', '')))).toEqual({
      suggestions: [[2, 2, '']],
      rest: [],
    });
  });
});

describe('a patch takes', () => {
  test('what is outside the diff, without what is suggested', async () => {
    const after = before.replace('a - b', 'a + b').replace('one = 1', 'one = 2');
    expect(await suggest(change(after))).toEqual({
      suggestions: [[2, 2, '  const sum = a + b;\n']],
      rest: [['add.js', before.replace('one = 1', 'one = 2')]],
    });
  });

  test('edits that break the file when only one of them is taken', async () => {
    const after = before
      .replace('  const sum = a - b;', '  if (a) {\n  const sum = a - b;')
      .replace('  return sum;', '  return sum;\n  }');
    const { suggestions, rest } = await suggest(change(after));
    expect(suggestions).toEqual([]);
    expect(rest).toEqual([['add.js', after]]);
  });

  test('new, deleted and binary files, and lines that end in another way than GitHub would write them', async () => {
    const changes = [
      change('export {};\n', { path: 'new.js', before: null }),
      change(null, { path: 'old.js' }),
      change('\0', { path: 'picture.png', before: Buffer.from('\0\0') }),
      change('a;\r\nc;\r\n', { path: 'add.js', before: Buffer.from('a;\r\nb;\r\n') }),
      change('export {};', { path: 'add.js' }),
    ];
    const { suggestions, rest } = await suggest(...changes);
    expect(suggestions).toEqual([]);
    expect(rest.map(([path]) => path)).toEqual(['new.js', 'old.js', 'picture.png', 'add.js', 'add.js']);
  });
});
