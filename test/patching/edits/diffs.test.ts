import { structuredPatch } from 'diff';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseUnifiedDiff } from '../../../src/patching/edits/parse-unified-diff.ts';
import { planHunks } from '../../../src/patching/edits/plan-hunks.ts';
import { unifiedDiff } from '../../../src/patching/minimal-diff.ts';
import { changeText } from '../../../src/patching/text-changes.ts';
import { edited } from '../plan.ts';

function applied(text: string, diff: string): string | undefined {
  const read = parseUnifiedDiff(diff);
  if ('refused' in read) return undefined;
  const planned = planHunks(text, read.files[0]?.hunks ?? []);
  return 'refused' in planned ? undefined : changeText(text, planned.changes);
}

const line = fc.constantFrom('alpha one', 'beta two', '}', '', '  gamma three');
const lines = fc.array(line, { minLength: 1, maxLength: 12 });
const diffOf = (before: string, after: string) =>
  unifiedDiff([{ path: 'a', mode: '100644', before: Buffer.from(before), after: Buffer.from(after) }]);

test('whatever the file, its own diff gives the new text or is refused', () => {
  fc.assert(
    fc.property(lines, lines, fc.boolean(), (old, now, end) => {
      const [before, after] = [old, now].map((each) => each.join('\n') + (end ? '\n' : ''));
      if (before === undefined || after === undefined || before === after || before === '') return;
      const result = applied(before, diffOf(before, after));
      expect([after, undefined]).toContain(result);
    }),
  );
});

test('a diff of an older version finds its place, and is not made at a look-alike', () => {
  const block = (name: string, value: number) => `def ${name}():\n    a = 1\n    b = ${value}\n    return a\n\n`;
  const before = block('one', 1) + block('two', 2);
  const diff = diffOf(before, block('one', 1) + block('two', 3));
  expect(applied(`import x\n\n${before}`, diff)).toBe(`import x\n\n${block('one', 1)}${block('two', 3)}`);
  expect(applied(block('one', 1) + block('other', 7), diff)).toBeUndefined();
});

test('of look-alikes the line decides only exactly', () => {
  const same = 'start here\n  work();\nend here\n';
  const { hunks } = structuredPatch('a', 'a', same, same.replace('work', 'rest'), '', '', { context: 1 });
  const at = (row: number) =>
    hunks.map((hunk) => ({
      line: row,
      anchors: [],
      lines: hunk.lines.map((text) => ({
        sign: text.startsWith('-') ? ('-' as const) : text.startsWith('+') ? ('+' as const) : (' ' as const),
        text: text.slice(1),
      })),
    }));
  const text = same + same + same;
  const planned = planHunks(text, at(4));
  expect('changes' in planned && changeText(text, planned.changes)).toBe(same + same.replace('work', 'rest') + same);
  expect(planHunks(text, at(5))).toHaveProperty('refused');
});

const two = 'def f(x):\n    a = 1\n    return a\n\n\ndef g(x):\n    a = 1\n    return b\n';

describe('a diff as models write it', () => {
  const give = (hunks: string, more = '') =>
    edited('a.py', two, { type: 'unified_diff', diff: `--- a/a.py\n+++ b/a.py\n${hunks}${more}` });
  const body = ' def f(x):\n-    a = 1\n+    a = 2\n     return a\n';
  const made = two.replace('a = 1', 'a = 2');

  test.each([
    '@@',
    '@@ ... @@',
    '@@ @@',
    '@@ -1 +1 @@',
    '@@ -1,2 +1,2 @@',
    '@@ -9,30 +9,30 @@',
    '@@ -1,3 +1,3 @@ no such line',
  ])('is made by the signs of its lines where the header says %s', async (header) => {
    expect(await give(`${header}\n${body}`)).toBe(made);
    expect(await give(`${header}\n${body}`, '```\n')).toBe(made);
    expect(await give(`${header}\n${body}`, '-- \n2.39.0\n\n')).toBe(made);
  });

  test('is made whole where its header counts too few lines', async () => {
    expect(await give(`@@ -1,2 +1,2 @@\n${body}+    # unreachable\n`)).toBe(
      made.replace('return a\n', 'return a\n    # unreachable\n'),
    );
  });

  test('names the definition that it is in', async () => {
    expect(await give('@@ def g(x): @@\n-    a = 1\n+    a = 3\n')).toBe(two.replace(/a = 1(?=\n.*b)/, 'a = 3'));
  });

  test.each([
    ['may have been cut off', '@@ -1,3 +1,4 @@\n def f(x):\n-    a = 1\n+    a = 2\n'],
    ['must begin with', `@@\n${body}and so on\n`],
    ['must begin with', `@@ -1,9 +1,9 @@\n${body}and so on\n`],
    ['is no header', `@@def\n${body}`],
    ['with two old versions', '@@@ -1,3 -1,3 +1,3 @@@\n  def f(x):\n--    a = 1\n++    a = 2\n'],
    ['changes nothing', ''],
  ])('%s, and is refused', async (reason, hunks) => {
    expect(await give(hunks)).toContain(reason);
  });

  test('makes the whole of a new file, not an empty one', async () => {
    const diff = (hunks: string) => ({ type: 'unified_diff', diff: `--- /dev/null\n+++ b/b.txt\n${hunks}` });
    expect(await edited('a.py', two, diff('@@\n+one\n+two\n'))).toBe('one\ntwo\n');
    expect(await edited('a.py', two, diff(''))).toContain('changes nothing');
  });
});

describe('the lines that a patch names', () => {
  const give = (text: string, hunk: string) =>
    edited('a', text, { type: 'begin_patch', patch: `*** Begin Patch\n*** Update File: a\n${hunk}\n*** End Patch` });

  test.each(['@@ def g(x):', '@@ def g', '@@ def g(x): @@', '@@ -7,1 +7,1 @@ def g(x):'])(
    'decide: %s',
    async (named) => {
      expect(await give(two, `${named}\n-    a = 1\n+    a = 3`)).toBe(two.replace(/a = 1(?=\n.*b)/, 'a = 3'));
    },
  );

  test('hold also where only another place has the old lines', async () => {
    expect(await give(two, '@@ def f(x):\n-    return b\n+    return 1')).toContain(
      'line 8, but not below "def f(x):"',
    );
    expect(await give(two, '@@ def g(x):\n-    return a\n+    return 1')).toContain(
      'line 3, but not below "def g(x):"',
    );
    expect(await give(`import x\n\n${two}`, '@@ import x\n-    return a\n+    return 1')).toContain('return 1');
    expect(await give(two, '@@ def h(x):\n-    return a\n+    return 1')).toContain('return 1');
  });

  test('may have their opening bracket in a line of its own', async () => {
    const text = 'void F()\n{\n    a();\n}\n\nvoid G()\n{\n    a();\n}\n';
    expect(await give(text, '@@ void G()\n-    a();\n+    b();')).toBe(text.replace(/a(?=\(\);\n}\n$)/, 'b'));
  });
});
