import { describe, expect, test } from 'vitest';
import { mergeSource } from '../../../src/patching/merge-source.ts';

/** A definition with two statements `one` and `two`, and what stands around two of them. */
const shapes: readonly (readonly [language: string, head: string, definition: string, foot: string])[] = [
  [
    'typescript',
    'class C {\n',
    '  NAME(a: number) {\n    const one = 1;\n    const two = 2;\n    return one + two;\n  }\n',
    '}\n',
  ],
  ['javascript', '', 'function NAME(a) {\n  const one = 1;\n  const two = 2;\n  return one + two;\n}\n', ''],
  ['python', 'class C:\n', '    def NAME(self, a):\n        one = 1\n        two = 2\n        return one + two\n', ''],
  ['go', 'package p\n\n', 'func NAME(a int) int {\n\tone := 1\n\ttwo := 2\n\treturn one + two\n}\n', ''],
  [
    'rust',
    'impl C {\n',
    '    fn NAME(a: u8) -> u8 {\n        let one = 1;\n        let two = 2;\n        one + two\n    }\n',
    '}\n',
  ],
  [
    'java',
    'class C {\n',
    '  int NAME(int a) {\n    int one = 1;\n    int two = 2;\n    return one + two;\n  }\n',
    '}\n',
  ],
  ['ruby', 'class C\n', '  def NAME(a)\n    one = 1\n    two = 2\n    one + two\n  end\n', 'end\n'],
  [
    'csharp',
    'class C\n{\n',
    '    int NAME(int a)\n    {\n        int one = 1;\n        int two = 2;\n        return one + two;\n    }\n',
    '}\n',
  ],
  [
    'php',
    '<?php\nclass C\n{\n',
    '    function NAME($a)\n    {\n        $one = 1;\n        $two = 2;\n        return $one;\n    }\n',
    '}\n',
  ],
  [
    'kotlin',
    'class C {\n',
    '    fun NAME(a: Int): Int {\n        val one = 1\n        val two = 2\n        return one\n    }\n',
    '}\n',
  ],
  [
    'dart',
    'class C {\n',
    '  int NAME(int a) {\n    final one = 1;\n    final two = 2;\n    return one + two;\n  }\n',
    '}\n',
  ],
  ['css', '', '.NAME {\n  width: one(1);\n  height: two(2);\n}\n', ''],
  ['toml', '', '[NAME]\none = 1\ntwo = 2\n', ''],
  ['yaml', 'all:\n', '  NAME:\n    one: 1\n    two: 2\n', ''],
];

describe.each(shapes)('%s', (language, head, definition, foot) => {
  const named = (name: string) => definition.replace('NAME', name);
  const file = (...definitions: readonly string[]) => head + definitions.join('\n') + foot;
  const one = (text: string) => text.replace('1', '10');
  const two = (text: string) => text.replace('2', '20');
  const [f, g, h] = [named('fff'), named('ggg'), named('hhh')];

  test('edits of neighbouring lines', async () => {
    const merged = await mergeSource(file(f, g), file(one(f), g), file(two(f), g), language);
    expect(merged).toMatchObject({ text: file(one(two(f)), g), conflicts: 0 });
  });

  test('a definition that one side moved and the other edited', async () => {
    const merged = await mergeSource(file(f, g, h), file(g, h, f), file(two(f), g, h), language);
    expect(merged).toMatchObject({ text: file(g, h, two(f)), conflicts: 0 });
  });

  test('a definition of each side in one place', async () => {
    const merged = await mergeSource(file(f), file(f, g), file(f, h), language);
    expect(merged).toMatchObject({ text: file(f, g, h), conflicts: 0 });
  });

  test('two values for one thing are a conflict of one line', async () => {
    const merged = await mergeSource(file(f, g), file(one(f), g), file(f.replace('1', '11'), g), language);
    expect(merged.conflicts).toBe(1);
    const [, left = '', right = ''] = /<<<<<<< left\n(.*)\n=======\n(.*)\n>>>>>>> right/.exec(merged.text) ?? [];
    expect([left, right].map((line) => line.trim())).toEqual(
      [one(f), f.replace('1', '11')].map((text) =>
        text
          .split('\n')
          .find((line) => line.includes('1'))
          ?.trim(),
      ),
    );
  });
});

describe('the same edit of both sides is made once', () => {
  const file = (...body: readonly string[]) => `def f():\n${body.map((line) => `    ${line}\n`).join('')}    end()\n`;

  test('where one side goes on from it', async () => {
    const merged = await mergeSource(file('a()'), file('b()'), file('b()', 'c()'), 'python');
    expect(merged).toMatchObject({ text: file('b()', 'c()'), conflicts: 0 });
  });

  test('where each side goes on from it at another end', async () => {
    const merged = await mergeSource(file(), file('a()', 'bb()'), file('bb()', 'c()'), 'python');
    expect(merged).toMatchObject({ text: file('a()', 'bb()', 'c()'), conflicts: 0 });
  });

  test('but not where one side deleted what the other edited', async () => {
    expect((await mergeSource(file('a()', 'b()'), file(), file('a()', 'b2()'), 'python')).conflicts).toBe(1);
  });

  test('an element that both added to a list', async () => {
    const list = (...all: readonly string[]) => `a:\n${all.map((each) => `  - ${each}\n`).join('')}`;
    const merged = await mergeSource(list('x'), list('x', 'y'), list('x', 'y', 'z'), 'yaml');
    expect(merged).toMatchObject({ text: list('x', 'y', 'z'), conflicts: 0 });
  });
});

describe('lines that one side moved into a block', () => {
  const java = (...body: readonly string[]) => `void f() {\n${body.map((line) => `  ${line}\n`).join('')}}\n`;
  const python = (...body: readonly string[]) => `def f():\n${body.map((line) => `    ${line}\n`).join('')}`;

  test('take the edits of the other side along', async () => {
    const left = java('if (x) {', '  a();', '  b();', '  c();', '}');
    const merged = await mergeSource(
      java('a();', 'b();', 'c();'),
      left,
      java('a();', 'b(2);', 'bb();', 'c();'),
      'java',
    );
    const text = java('if (x) {', '  a();', '  b(2);', '  bb();', '  c();', '}');
    expect(merged).toMatchObject({ text, conflicts: 0 });
  });

  test('also those that it moved out of one, where indentation is syntax', async () => {
    const base = python('if x:', '    a()', '    b()', '    c()');
    const right = python('if x:', '    a()', '    b(2)', '    bb()', '    c()');
    const merged = await mergeSource(base, python('a()', 'b()', 'c()'), right, 'python');
    expect(merged).toMatchObject({ text: python('a()', 'b(2)', 'bb()', 'c()'), conflicts: 0 });
  });

  test('but not where what the other side added may stand within the block or behind it', async () => {
    const base = python('a()', 'b()', 'd()');
    const left = python('if x:', '    a()', '    b()', 'd()');
    const merged = await mergeSource(base, left, python('a()', 'b()', 'bb()', 'd()'), 'python');
    expect(merged.conflicts).toBe(1);
    expect(merged.text).toContain('bb()');
  });
});

describe('one line', () => {
  test('elements that each side deleted beside each other', async () => {
    const merged = await mergeSource('["a", "b", "c"]\n', '["a", "b"]\n', '["a", "c"]\n', 'json');
    expect(merged).toMatchObject({ text: '["a"]\n', conflicts: 0 });
  });

  test('an element that one side edited beside one that the other deleted', async () => {
    const merged = await mergeSource('["a", "b", "c"]\n', '["a", "c"]\n', '["a", "b", "c2"]\n', 'json');
    expect(merged).toMatchObject({ text: '["a", "c2"]\n', conflicts: 0 });
  });

  test('a parameter that one side edited before one that the other added', async () => {
    const base = 'package p\n\nfunc f(w R, data []interface{}) error {\n\treturn nil\n}\n';
    const right = base.replace('interface{}', 'any');
    const merged = await mergeSource(base, base.replace('{})', '{}, html bool)'), right, 'go');
    expect(merged).toMatchObject({ text: right.replace('any)', 'any, html bool)'), conflicts: 0 });
  });

  test('edits of words that are apart', async () => {
    const base = 'const x = first(a, b) + last(c);\n';
    const merged = await mergeSource(base, base.replace('a,', 'a1,'), base.replace('c)', 'c1)'), 'typescript');
    expect(merged).toMatchObject({ text: 'const x = first(a1, b) + last(c1);\n', conflicts: 0 });
  });

  test('edits of neighbouring words are a conflict', async () => {
    const base = 'const x = a.b;\n';
    const merged = await mergeSource(base, 'const x = a2.b;\n', 'const x = a.b.c;\n', 'typescript');
    expect(merged.conflicts).toBeGreaterThanOrEqual(0);
    expect(merged.text).toMatch(/a2/);
    expect(merged.text).toMatch(/\.b\.c/);
  });

  test('an edit of what the other side only spaced or moved in', async () => {
    const base = 'void f() {\nif (a) {\nx(1);\n}\n}\n';
    const left = 'void f() {\n  if (a) {\n    x( 1 );\n  }\n}\n';
    const merged = await mergeSource(base, left, base.replace('x(1)', 'x(2)'), 'c');
    expect(merged).toMatchObject({ text: left.replace('1', '2'), conflicts: 0 });
  });

  test('a short definition that one side renamed and the other gave a parameter', async () => {
    const base = 'function f(a) {\n  return a;\n}\n';
    const merged = await mergeSource(base, base.replace('(a)', '(a, b)'), base.replace('f(a)', 'g(a)'), 'typescript');
    expect(merged).toMatchObject({ text: base.replace('f(a)', 'g(a, b)'), conflicts: 0 });
  });

  test('what one side wrapped in something and the other edited within', async () => {
    const base = 'class A {\n    let monitors: [Monitor]\n}\n';
    const left = base.replace('Monitor]', 'any Monitor]');
    const merged = await mergeSource(base, left, base.replace('[Monitor]', 'Protected<[Monitor]>'), 'swift');
    expect(merged).toMatchObject({ text: base.replace('[Monitor]', 'Protected<[any Monitor]>'), conflicts: 0 });
  });

  test('what one side wrote with other quotes, and the other edited', async () => {
    const base = "it('is about the begining', () => {});\n";
    const merged = await mergeSource(base, base.replace('ining', 'inning'), base.replaceAll("'", '"'), 'typescript');
    expect(merged).toMatchObject({ text: 'it("is about the beginning", () => {});\n', conflicts: 0 });
  });

  test('what one side rewrote and the other only wrote in another form', async () => {
    const base = "const a = [\n  f(x => 'one'),\n]\n";
    const left = 'const a = [f((x) => "one")];\n';
    const merged = await mergeSource(base, left, 'const b = all()\n', 'typescript');
    expect(merged).toMatchObject({ text: 'const b = all()\n', conflicts: 0 });
  });

  test('what one side deleted and the other only spaced anew', async () => {
    const base = 'package a\n\ntype S struct {\n\ta int\n\tb int\n}\n';
    const left = base.replace('a int', 'a    int').replace('b int', 'b    int\n\tcccc int');
    const merged = await mergeSource(base, left, base.replace('\tb int\n', ''), 'go');
    expect(merged).toMatchObject({ text: left.replace('\tb    int\n', ''), conflicts: 0 });
  });

  test('the same edit in two forms', async () => {
    const base = 'x = f(a)\n';
    const merged = await mergeSource(base, 'x = f(a) * g(b)\n', 'x = f(a)*g(b)\n', 'python');
    expect(merged).toMatchObject({ text: 'x = f(a) * g(b)\n', conflicts: 0 });
  });

  test('a member in what the other side closed in the line that opens it', async () => {
    const left = 'class A {\n  a = 1;\n}\n';
    expect(await mergeSource('class A {\n}\n', left, 'class A {}\n', 'typescript')).toMatchObject({ text: left });
    expect(await mergeSource('class A {\n}\n', 'class A {}\n', left, 'typescript')).toMatchObject({ text: left });
    const noted = await mergeSource('class A {\n}\n', left, 'class A {\n  // later\n}\n', 'typescript');
    expect(noted.text).toContain('a = 1;');
    expect(noted.text).toContain('// later');
  });

  test('a line that one side deleted before one that the other edited', async () => {
    const base = '@A\nclass C(\n  val a: Int\n)\n';
    const [left, right] = [base.replace('class', 'internal class'), base.replace('@A\n', '')];
    const both = right.replace('class', 'internal class');
    expect(await mergeSource(base, left, right, 'kotlin')).toMatchObject({ text: both, conflicts: 0 });
    expect(await mergeSource(base, right, left, 'kotlin')).toMatchObject({ text: both, conflicts: 0 });
    const more = base.replace('class', '@B\nclass');
    expect(await mergeSource(base, more, right, 'kotlin')).toMatchObject({ conflicts: 1 });
  });

  test('but not a line before several that the other side wrote anew', async () => {
    const base = 'package p\n\nfunc f() {\n\tvar n uint\n\tfor x {\n\t\tn++\n\t}\n\tg(n)\n}\n';
    const left = base.replace('var n uint', 'n := 0');
    const right = base.replace(/for [^}]*}/, 'n += uint(h())');
    expect(await mergeSource(base, left, right, 'go')).toMatchObject({ conflicts: 1 });
  });

  test('an edit that holds the one of the other side', async () => {
    const base = "run('a', b)\n";
    const merged = await mergeSource(base, "run('a', c, b)\n", "run('a', c, d, b, e)\n", 'javascript');
    expect(merged).toMatchObject({ text: "run('a', c, d, b, e)\n", conflicts: 0 });
  });

  test('but not where only the place is the same', async () => {
    const merged = await mergeSource('x = one;\n', 'x = two;\n', 'x = three + four;\n', 'javascript');
    expect(merged.conflicts).toBe(1);
  });

  test('what one side put brackets around and the other renamed', async () => {
    const base = 'class A {\n  void f(int style) {\n    this.style = style;\n  }\n}\n';
    const left = base.replace('= style', '= dateStyle').replace('int style', 'int dateStyle');
    const merged = await mergeSource(base, left, base.replace('= style', '= check(style)'), 'java');
    expect(merged).toMatchObject({ text: left.replace('= dateStyle', '= check(dateStyle)'), conflicts: 0 });
  });

  test('but not where both put brackets around it', async () => {
    const base = 'write(out, size, a);\n';
    const merged = await mergeSource(base, base.replace('size', 'f(size)'), base.replace('size', 'g(size)'), 'c');
    expect(merged.conflicts).toBe(1);
  });

  test('an edit that deletes some words and holds the other side of others', async () => {
    const base = 'throw new E("a field, property or constructor");\n';
    const left = base.replace('field, property or constructor', 'field or property');
    const right = base.replace('field, property or constructor', 'field or a property');
    expect(await mergeSource(base, left, right, 'java')).toMatchObject({ text: right, conflicts: 0 });
  });

  test('an operand that one side edited and one that the other added', async () => {
    const base = 'const ok =\n  a == b ||\n  c == d;\n';
    const left = 'const ok =\n  same(a, b) ||\n  same(c, d);\n';
    const merged = await mergeSource(base, left, base.replace('c == d', 'c == d ||\n  (e && e(f))'), 'typescript');
    expect(merged).toMatchObject({ text: left.replace('d);', 'd) ||\n  (e && e(f));'), conflicts: 0 });
  });

  test('but not where the indentation is syntax', async () => {
    const base = 'if a:\n    b()\nc()\n';
    const left = 'if a:\n    b()\n    c()\n';
    const merged = await mergeSource(base, left, base.replace('c()', 'c(1, d, e)'), 'python');
    expect(merged.text).toContain(merged.conflicts > 0 ? '    c()' : '    c(1, d, e)');
  });

  test('elements that both sides added to a list, of which one is laid out anew', async () => {
    const base = "v = ['1.0', '1.1']\n";
    const left = "v = [\n  '1.0', '1.1',\n  '1.2',\n]\n";
    const merged = await mergeSource(base, left, base.replace("'1.0'", "'0.9', '1.0'"), 'python');
    expect(merged.conflicts).toBe(0);
    for (const version of ['0.9', '1.0', '1.1', '1.2']) expect(merged.text.split(`'${version}'`)).toHaveLength(2);
  });

  test('white space at the end of a line is no edit of it', async () => {
    const base = 'int f(void) {\n  return one;\n}\n';
    const left = base.replace('one;', 'two;  ');
    const merged = await mergeSource(base, left, base.replace('one;', 'two;'), 'c');
    expect(merged).toMatchObject({ text: left, conflicts: 0 });
  });

  test('a number with dots is one word', async () => {
    const base = 'a:\n  image: node:1.2.3\n';
    const merged = await mergeSource(base, base.replace('1.2', '1.3'), base.replace('2.3', '2.4'), 'yaml');
    expect(merged.conflicts).toBe(1);
  });

  test('a line that one side wrote anew is a conflict', async () => {
    const base = 'def f():\n    return a(one, two) + b\n';
    const left = base.replace('two', '2');
    const merged = await mergeSource(base, left, base.replace('a(one, two) + b', 'other() + b'), 'python');
    expect(merged.conflicts).toBe(1);
  });

  test('marks stand in lines of their own, also where one side deleted what is before its edit', async () => {
    const base = 'a();\n\n// about b\nb({ f (x) {} })\n\n// about c\nc()\n';
    const left = 'a();\n\nc()\n';
    const merged = await mergeSource(base, left, base.replace('b({ f', 'b(1, {\nf'), 'typescript');
    for (const line of merged.text.split('\n')) expect(line).not.toMatch(/^=======.|.<<<<<<<|.>>>>>>>/);
  });

  test('a string is one word', async () => {
    const base = '{\n  "version": "1.2.3"\n}\n';
    const merged = await mergeSource(base, base.replace('1.2', '1.3'), base.replace('2.3', '2.4'), 'json');
    expect(merged.conflicts).toBe(1);
  });
});

describe('what both sides add to names that are sorted', () => {
  test('of one module becomes one import', async () => {
    const base = 'import os\n\nx = 1\n';
    const add = (line: string) => base.replace('os\n', `os\n${line}\n`);
    const merged = await mergeSource(base, add('from m import b'), add('from m import a'), 'python');
    expect(merged).toMatchObject({ text: add('from m import a, b'), conflicts: 0 });
  });

  test('also where both put it in the place of an import that both deleted', async () => {
    const text = (...names: readonly string[]) =>
      `${names.map((name) => `from ${name} import ${name}\n`).join('')}f()\n`;
    const merged = await mergeSource(text('a', 'b', 'z'), text('a', 'd', 'z'), text('a', 'c', 'z'), 'python');
    expect(merged).toMatchObject({ text: text('a', 'c', 'd', 'z'), conflicts: 0 });
  });

  test('is sorted', async () => {
    const text = (...names: readonly string[]) =>
      `{\n  "dependencies": {\n${names.map((name) => `    "${name}": "1"`).join(',\n')}\n  }\n}\n`;
    const merged = await mergeSource(
      text('a', 'b', 'c', 'z'),
      text('a', 'b', 'c', 'y', 'z'),
      text('a', 'b', 'c', 'd', 'z'),
      'json',
    );
    expect(merged).toMatchObject({ text: text('a', 'b', 'c', 'd', 'y', 'z'), conflicts: 0 });
  });
});

describe('lists of Markdown', () => {
  const changes = (...items: readonly string[]) => `# Changes\n\n${items.join('')}\nEnd.\n`;

  test.each(['markdown', 'restructuredtext'])('items that both sides add to one in %s', async (language) => {
    const [a, b] = ['* Fix a.\n\n  *Ann*\n\n', '* Fix b.\n\n  *Ann*\n\n'];
    const merged = await mergeSource(changes('* Old.\n'), changes(a, '* Old.\n'), changes(b, '* Old.\n'), language);
    expect(merged).toEqual({ text: changes(a, b, '* Old.\n'), conflicts: 0, by: 'lines' });
  });

  const three = ['* One.\n', '* Two.\n', '* Three.\n'] as const;

  test.each([
    ['edits of neighbouring items', ['* 1.\n', '* Two.\n'], ['* One.\n', '* 2.\n'], ['* 1.\n', '* 2.\n']],
    ['an edit beside an item that is deleted', ['* Two.\n'], ['* One.\n', '* 2.\n'], ['* 2.\n']],
    [
      'an edit beside an item that is added',
      ['* One.\n', '* x.\n', '* Two.\n'],
      ['* 1.\n', '* Two.\n'],
      ['* 1.\n', '* x.\n', '* Two.\n'],
    ],
  ])('%s', async (_what, left, right, both) => {
    const merged = await mergeSource(
      changes(...three),
      changes(...left, '* Three.\n'),
      changes(...right, '* Three.\n'),
      'markdown',
    );
    expect(merged).toEqual({ text: changes(...both, '* Three.\n'), conflicts: 0, by: 'lines' });
  });

  test('a conflict in lines with Windows ends is one, and its marks end so', async () => {
    const [base, left, right] = ['Old.\n', 'One.\n', 'Two.\n'].map((item) => changes(item).replaceAll('\n', '\r\n'));
    const merged = await mergeSource(base ?? '', left ?? '', right ?? '', 'markdown');
    const text = '<<<<<<< left\r\nOne.\r\n=======\r\nTwo.\r\n>>>>>>> right\r\n';
    expect(merged).toEqual({
      text: changes(text.replaceAll('\r', '')).replaceAll('\n', '\r\n'),
      conflicts: 1,
      by: 'lines',
    });
  });

  test.each([
    ['neighbouring lines of a paragraph', 'A new.\nB\n', 'A\nB new.\n'],
    ['paragraphs', 'One.\n', 'Two.\n'],
    ['numbered items', '1. One.\n', '1. Two.\n'],
    ['one item with other words under it', '* One.\n  Left.\n', '* One.\n  Right.\n'],
    ['lists of different marks', '* One.\n', '- Two.\n'],
  ])('%s are a conflict', async (_what, left, right) => {
    const merged = await mergeSource(changes('Old.\n'), changes(left, 'Old.\n'), changes(right, 'Old.\n'), 'markdown');
    expect(merged).toMatchObject({ conflicts: 1, by: 'lines' });
    for (const line of [...left.split('\n'), ...right.split('\n')]) expect(merged.text).toContain(line);
  });
});

test('lines keep their ends where a file mixes them', async () => {
  const base = 'import a\r\nimport b\nx = 1\r\n';
  const [left, right] = [`${base}y = 2\r\n`, `${base}z = 3\n`];
  const merged = await mergeSource(base, left, right, 'python');
  expect(merged).toMatchObject({ text: `${base}y = 2\r\nz = 3\n`, conflicts: 0 });
});
