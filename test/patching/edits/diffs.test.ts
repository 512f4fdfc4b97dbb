import { structuredPatch } from 'diff';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseUnifiedDiff } from '../../../src/patching/edits/parse-unified-diff.ts';
import { planHunks } from '../../../src/patching/edits/plan-hunks.ts';
import { unifiedDiff } from '../../../src/patching/minimal-diff.ts';
import { changeText } from '../../../src/patching/text-changes.ts';

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
