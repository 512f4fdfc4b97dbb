import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdit } from '../../src/patching/apply-edit.ts';

function edited(text: string, search: string, replace: string, line?: number): string {
  const result = applyEdit(Buffer.from(text), { search, replace, ...(line === undefined ? {} : { line }) });
  return result.kind === 'applied' ? result.content.toString() : `refused: ${result.reason}`;
}

test('an exact edit changes what it names and nothing else', () => {
  expect(edited('a\nb\nc\n', 'b\n', 'B\n2\n')).toBe('a\nB\n2\nc\n');
  expect(edited('a\nb\nc\n', 'b\n', '')).toBe('a\nc\n');
  expect(edited('let x = 1;', 'x', '$&$1')).toBe('let $&$1 = 1;');
});

test('the numbers of the new lines are told', () => {
  const result = applyEdit(Buffer.from('a\nb\nc\n'), { search: 'b\n', replace: 'B\n2\n3\n' });
  expect(result).toMatchObject({ startLine: 2, endLine: 4, closeness: 'exact' });
});

test('FAULT 58: line ends stay what they were, and new lines end as their neighbours', () => {
  expect(edited('a\r\nb\r\nc\r\n', 'a\nb', 'a\nB\nB')).toBe('a\r\nB\r\nB\r\nc\r\n');
  expect(edited('a\r\nb\r\nc\r\n', 'a\r\nb', 'a\r\nx\nb')).toBe('a\r\nx\r\nb\r\nc\r\n');
  expect(edited('a\nb\r\nc\nd\n', 'a\nb\nc', 'a\nB\nc')).toBe('a\nB\r\nc\nd\n');
  expect(edited('a\r\nb\nc\nd\r\n', 'c', 'c\nx')).toBe('a\r\nb\nc\nx\nd\r\n');
  expect(edited('a\rb\nc\n', 'c', 'C')).toBe('a\rb\nC\n');
});

test('FAULT 58: a byte order mark stays, and is in nobody’s way', () => {
  expect(edited('\ufeffa\nb\n', 'a\nb', 'A\nb')).toBe('\ufeffA\nb\n');
  expect(edited('\ufeff  a\nb\n', '\ta', '\tA')).toBe('\ufeff  A\nb\n');
});

test('a final newline is neither lost nor added', () => {
  expect(edited('a\nb\n', 'b\n', 'B')).toBe('a\nB\n');
  expect(edited('a\nb', 'b\n', 'B\n')).toBe('a\nB');
  expect(edited('a\nb\n', 'b\n', '')).toBe('a\n');
  expect(edited('a\n', 'a\n', '')).toBe('');
  expect(edited('a\nb', 'b', 'B')).toBe('a\nB');
});

test('lines that the edit keeps are the file’s own, with their white space and quotes', () => {
  expect(edited('say “hello there”  \nx\nend\t\n', 'say "hello there"\nx\nend', 'say "hello there"\ny\nend')).toBe(
    'say “hello there”  \ny\nend\t\n',
  );
});

test('a replacement is indented as its place is', () => {
  const deep = '    if x:\n        y()\n    z()\n';
  expect(edited(deep, 'if x:\n    y()\n', 'if x:\n    while x:\n        y()\n\n')).toBe(
    '    if x:\n        while x:\n            y()\n\n    z()\n',
  );
  expect(edited('if x:\n    y()\n', '    if x:\n        y()', '    if x:\n        a()\n        y()')).toBe(
    'if x:\n    a()\n    y()\n',
  );
  const tabs = '\tif (x) {\n\t\ty();\n\t}\n';
  expect(
    edited(
      tabs,
      '    if (x) {\n        y();\n    }',
      '    if (x) {\n        while (x) {\n            y();\n        }\n    }',
    ),
  ).toBe('\tif (x) {\n\t\twhile (x) {\n\t\t\ty();\n\t\t}\n\t}\n');
  const spaces = '  if (x) {\n    y();\n  }\n';
  expect(edited(spaces, '\tif (x) {\n\t\ty();\n\t}', '\tif (x) {\n\t\tif (z) {\n\t\t\ty();\n\t\t}\n\t}')).toBe(
    '  if (x) {\n    if (z) {\n      y();\n    }\n  }\n',
  );
});

test('a first line quoted without its indentation is taken where it is unique', () => {
  expect(edited('  a(\n    b)\n', 'a(\n    b)', 'a(\n    c)')).toBe('  a(\n    c)\n');
});

test('an edit that changes nothing is refused', () => {
  expect(edited('a\n', 'a', 'a')).toContain('nothing would change');
  expect(edited('a  \n', 'a\n', 'a\n')).toContain('nothing would change');
});

test('FAULT 58: binary files and other encodings are refused', () => {
  const edit = { search: 'a', replace: 'b' };
  for (const content of [Buffer.from('a\0'), Buffer.from([97, 0xe9, 10]), Buffer.from('\ufeffa', 'utf16le')]) {
    expect(applyEdit(content, edit)).toMatchObject({ kind: 'refused', reason: expect.stringContaining('not UTF-8') });
  }
});

test('FAULT 58: a line of a megabyte is edited', () => {
  const line = 'word '.repeat(200_000);
  expect(edited(`${line}needle ${line}`, 'needle', 'pin')).toBe(`${line}pin ${line}`);
});

test('whatever the file, an edit quoted as it stands gives what a plain replacement gives', () => {
  const end = fc.constantFrom('\n', '\r\n');
  const line = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\t', '“', '{', '🐐'), maxLength: 8 });
  const lines = fc.array(line, { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(lines, lines, lines, lines, end, (before, target, after, replacement, newline) => {
      const join = (parts: string[][]) => parts.flat().join(newline);
      const wanted = ['<', ...target, '>'];
      const text = join([before, wanted, after]);
      expect(edited(text, wanted.join('\n'), ['<', ...replacement, '>', '!'].join('\n'))).toBe(
        join([before, ['<', ...replacement, '>', '!'], after]),
      );
    }),
  );
});
