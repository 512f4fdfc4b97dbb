import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findOccurrences } from '../../src/patching/find-occurrences.ts';
import { locateText } from '../../src/patching/locate-text.ts';

const file = [
  'function a() {',
  '\tif (x) {',
  '\t\treturn “one”;',
  '\t}',
  '}',
  '',
  'const  b = 1;  ',
  'const c = 2;',
  '',
].join('\n');

function place(text: string, search: string, hint?: number) {
  const located = locateText(text, search, hint);
  return 'refused' in located ? located.refused : [located.closeness, text.slice(located.start, located.end)];
}

test.each([
  ['exact', 'const c', 'const c'],
  ['exact', '}\n\nconst', '}\n\nconst'],
  ['trailing white space', 'const  b = 1;\nconst c = 2;', 'const  b = 1;  \nconst c = 2;'],
  ['trailing white space', 'const  b = 1;\nconst c = 2;  \n', 'const  b = 1;  \nconst c = 2;\n'],
  ['indentation', 'if (x) {\n\treturn “one”;\n}', '\tif (x) {\n\t\treturn “one”;\n\t}'],
  ['indentation', '\t\tfunction a() {\n\t\t\tif (x) {', 'function a() {\n\tif (x) {'],
  ['white space', '    if (x) {\n        return “one”;', '\tif (x) {\n\t\treturn “one”;'],
  ['white space', 'const b = 1;', 'const  b = 1;  '],
  ['look-alike characters', '\tif (x) {\n\t\treturn "one";', '\tif (x) {\n\t\treturn “one”;'],
])('text is found by %s', (closeness, search, found) => {
  expect(place(file, search)).toEqual([closeness, found]);
});

test('text that is there several times is refused, with the lines', () => {
  expect(place('x\ny\nx\n', 'x')).toMatch(/^The text is there 2 times, at lines 1, 3\. Quote more/);
  expect(place('  x()\ny\n x()\n', '\tx()')).toMatch(/there 2 times, at lines 1, 3/);
  expect(place('a\n'.repeat(40), 'a\n')).toMatch(/there 40 times, at lines 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 …/);
});

test('places that overlap are several places', () => {
  expect(place('}\n}\n}\n', '}\n}\n')).toMatch(/there 2 times, at lines 1, 2/);
});

test('a better rung that is ambiguous is not left for a worse one', () => {
  expect(place('f(a)\nf(a)\n  f( a )\n', 'f(a)')).toMatch(/there 2 times/);
});

test('a line hint decides where it is plainly nearer to one place', () => {
  const text = `x\n${'-\n'.repeat(8)}x\n`;
  expect(locateText(text, 'x', 10)).toMatchObject({ start: 18 });
  expect(locateText(text, 'x', 3)).toMatchObject({ start: 0 });
  expect(place(text, 'x', 5)).toMatch(/there 2 times/);
  expect(place('x x\n', 'x', 1)).toMatch(/there 2 times/);
});

test('text that is nowhere is refused with the nearest real lines', () => {
  expect(place(file, 'function a() {\n\tif (y) {')).toBe(
    'The text to replace is not in the file. The nearest lines are these; quote them as they are:\n' +
      '1\tfunction a() {\n2\t\tif (x) {',
  );
  expect(place(file, 'const c = 3;')).toContain('8\tconst c = 2;');
  expect(place('f() {\n  return a + 1;\n}\ng() {\n  return 2;\n}\n', 'return a + 2;')).toContain('2\t  return a + 1;');
  expect(place(file, 'import elsewhere')).toContain('Nothing in the file is near it');
});

test('hidden characters, which a model is not shown, do not keep text from being found', () => {
  expect(place('a = "⚠\ufe0f x\u200b";\n', 'a = "⚠ x";')).toEqual(['look-alike characters', 'a = "⚠\ufe0f x\u200b";']);
});

test('text that is alike under 0.90 is not taken', () => {
  expect(place('“‘–’” = ‘x’\n', "\"'-'\" = 'x'")).toContain('not in the file');
});

test.each(['', ' ', '\n', '\t\n  \n'])('white space alone (%j) means no place', (search) => {
  expect(place(file, search)).toContain('empty or only white space');
});

test('occurrences are those of a plain search, whatever the text', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 40 });
  fc.assert(
    fc.property(word, fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 4 }), (text, part) => {
      const plain = [...text].flatMap((_, at) => (text.startsWith(part, at) ? [at] : []));
      expect(findOccurrences(text, part)).toEqual(plain);
    }),
  );
});

test.each(['x', ' ', '\n', 'x\n', ' \n', '\t x\n', '“', '}\n', 'ab cd\n'])(
  'FAULT 59: 262,144 characters of %j take linear time, as text and as what is looked for',
  (unit) => {
    const text = unit.repeat(Math.ceil(262_144 / unit.length));
    const half = text.slice(0, text.length / 2);
    for (const search of [half, `y${half}`, `${half}y`, `${half}\ny`]) locateText(text, search, 7);
    for (const search of [' y', `${unit}y`, '"y']) locateText(text, search, 7);
    expect(locateText(text, 'nowhere')).toHaveProperty('refused');
  },
);
