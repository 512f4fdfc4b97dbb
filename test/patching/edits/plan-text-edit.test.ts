import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planTextEdit } from '../../../src/patching/edits/plan-text-edit.ts';
import { readTextFile } from '../../../src/patching/text-file.ts';

function edit(content: Buffer, search: string, replace: string, line?: number): Buffer | string {
  const file = readTextFile(content);
  const planned = 'refused' in file ? file : planTextEdit(file.text, { search, replace, line });
  const made = 'refused' in file || 'refused' in planned ? planned : file.encode(planned.changes);
  return 'content' in made ? made.content : `refused: ${'refused' in made ? made.refused : ''}`;
}

const edited = (text: string, search: string, replace: string, line?: number) =>
  edit(Buffer.from(text), search, replace, line).toString();

test('an exact edit changes what it names and nothing else', () => {
  expect(edited('a\nb\nc\n', 'b\n', 'B\n2\n')).toBe('a\nB\n2\nc\n');
  expect(edited('a\nb\nc\n', 'b\n', '')).toBe('a\nc\n');
  expect(edited('let x = 1;', 'x', '$&$1')).toBe('let $&$1 = 1;');
});

test('text that is there only as a part of a longer word is refused: what was meant is perhaps gone', () => {
  expect(edited('subtotal = 1\n', 'total = 1', 'total = 2')).toContain('part of a longer word');
  expect(edited('a.total = 1\n', 'total = 1', 'total = 2')).toBe('a.total = 2\n');
});

test('where indentation nests otherwise than in the quote, another place is meant', () => {
  const nested = 'if x:\n    a()\n    b()\n';
  expect(edited(nested, 'if x:\n  a()\nb()', 'if x:\n  a()\nc()')).toContain('not in the file');
  expect(edited(nested, 'if x:\n  a()\n  b()', 'if x:\n  a()\n  c()')).toBe('if x:\n    a()\n    c()\n');
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
  for (const content of [Buffer.from('a\0'), Buffer.from([97, 32, 0xe9, 10]), Buffer.from('\ufeffa', 'utf16le')]) {
    expect(edit(content, 'a', 'b')).toMatch(/^refused: .*not UTF-8/);
  }
});

test('FAULT 58: in a file of another encoding, lines of plain ASCII are edited, and the other bytes stay', () => {
  const content = Buffer.from('caf\xe9\nab\n', 'latin1');
  expect(edit(content, 'ab', 'cd')).toEqual(Buffer.from('caf\xe9\ncd\n', 'latin1'));
  expect(edit(content, 'ab', 'ü')).toContain('not UTF-8');
  expect(edit(content, 'ab\n', '\n')).toEqual(Buffer.from('caf\xe9\n\n', 'latin1'));
});

test('FAULT 58: an edit after which the file would be no text is refused', () => {
  for (const replacement of ['b\0', '\ud800', '\udc00b']) {
    expect(edited('a\n', 'a', replacement)).toContain('it would be no UTF-8 text');
  }
  expect(edited('🐐\n', '🐐', '🐑')).toBe('🐑\n');
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
