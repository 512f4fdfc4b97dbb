import { describe, expect, test } from 'vitest';
import { mergeSource } from '../../../src/patching/merge-source.ts';

const lines = (...all: readonly string[]) => `${all.join('\n')}\n`;
const method = (name: string, ...body: readonly string[]) => [
  `  ${name}() {`,
  ...body.map((line) => `    ${line}`),
  '  }',
];

describe('what is independent merges', () => {
  test('edits of neighbouring lines', async () => {
    const base = 'def f(a):\n    x = 1\n    y = 2\n    return x + y\n';
    const merged = await mergeSource(base, base.replace('x = 1', 'x = 10'), base.replace('y = 2', 'y = 20'), 'python');
    expect(merged).toEqual({
      text: 'def f(a):\n    x = 10\n    y = 20\n    return x + y\n',
      conflicts: 0,
      by: 'structure',
    });
  });

  test('a method that one side moved and the other edited', async () => {
    const [f, g] = [method('f', 'a();'), method('g', 'b();')];
    const base = lines('class A {', ...f, '', ...g, '}');
    const left = lines('class A {', ...g, '', ...f, '}');
    const right = base.replace('a();', 'a();\n    a2();');
    const merged = await mergeSource(base, left, right, 'typescript');
    expect(merged).toMatchObject({
      text: lines('class A {', ...g, '', ...method('f', 'a();', 'a2();'), '}'),
      conflicts: 0,
    });
  });

  test('a function that one side renamed and the other edited', async () => {
    const base = 'package a\n\nfunc F() int {\n\tx := compute(1)\n\treturn x\n}\n';
    const merged = await mergeSource(base, base.replace('F()', 'G()'), base.replace('compute(1)', 'compute(2)'), 'go');
    expect(merged).toMatchObject({
      text: base.replace('F()', 'G()').replace('compute(1)', 'compute(2)'),
      conflicts: 0,
    });
  });

  test('the same edit on both sides is made once', async () => {
    const base = '{\n  "a": 1\n}\n';
    const left = '{\n  "a": 1,\n  "b": 2\n}\n';
    const right = '{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}\n';
    expect(await mergeSource(base, left, right, 'json')).toMatchObject({ text: right, conflicts: 0 });
  });

  test('a member that one side deleted beside one that the other added', async () => {
    const base = lines('class A {', ...method('f', 'a();'), '', ...method('g', 'b();'), '}');
    const left = lines('class A {', ...method('f', 'a();'), '}');
    const right = lines(
      'class A {',
      ...method('f', 'a();'),
      '',
      ...method('g', 'b();'),
      '',
      ...method('h', 'c();'),
      '}',
    );
    const merged = await mergeSource(base, left, right, 'javascript');
    const text = lines('class A {', ...method('f', 'a();'), '', ...method('h', 'c();'), '}');
    expect(merged).toMatchObject({ text, conflicts: 0 });
  });

  test('lists without a comma at their end get one where it is needed', async () => {
    expect(await mergeSource('x = []\n', 'x = ["a"]\n', 'x = ["b"]\n', 'python')).toMatchObject({
      text: 'x = ["a", "b"]\n',
    });
    const base = 'const x = [\n  1 // one\n];\n';
    const left = 'const x = [\n  1, // one\n  2\n];\n';
    const right = 'const x = [\n  1, // one\n  3 // three\n];\n';
    const text = 'const x = [\n  1, // one\n  2,\n  3 // three\n];\n';
    expect(await mergeSource(base, left, right, 'javascript')).toMatchObject({ text, conflicts: 0 });
  });
});

describe('what is not is a conflict, and no more', () => {
  test('two edits of one name', async () => {
    const base = 'function f(a) {\n  return a;\n}\n';
    const merged = await mergeSource(base, base.replace('f(a)', 'h(a)'), base.replace('f(a)', 'g(a)'), 'typescript');
    expect(merged.text).toBe(
      '<<<<<<< left\nfunction h(a) {\n=======\nfunction g(a) {\n>>>>>>> right\n  return a;\n}\n',
    );
  });

  test('one name with two contents, also in places that are far apart', async () => {
    const base = lines('class A {', ...method('f', 'a();'), '', ...method('z', 'z();'), '}');
    const left = base.replace('class A {\n', `class A {\n${method('g', 'one();').join('\n')}\n\n`);
    const right = base.replace(/}\n$/, `\n${method('g', 'two();').join('\n')}\n}\n`);
    const merged = await mergeSource(base, left, right, 'typescript');
    expect(merged).toMatchObject({ conflicts: 1, by: 'structure' });
    expect(merged.text).toContain('<<<<<<< left\n    one();\n=======\n    two();\n>>>>>>> right');
  });

  test('a definition that one side deleted and the other edited', async () => {
    const base = lines('class A {', ...method('f', 'a();'), '', ...method('g', 'b();'), '}');
    const left = lines('class A {', ...method('f', 'a();'), '}');
    const merged = await mergeSource(base, left, base.replace('b();', 'b2();'), 'typescript');
    expect(merged.conflicts).toBe(1);
    expect(merged.text).toContain('b2();');
  });

  test.each([
    ['java', 'import example.com/v1;\n', 'import example.com/v2;\n', 'import example.com/v3;\n'],
    ['python', 'from old import f\n', 'from left import f\n', 'from right import f\n'],
    ['typescript', "import { f } from './old';\n", "import { f } from './left';\n", "import { f } from './right';\n"],
  ])('one import of %s that both replaced by another of its name', async (language, base, left, right) => {
    expect((await mergeSource(`${base}f();\n`, `${left}f();\n`, `${right}f();\n`, language)).conflicts).toBe(1);
  });
});

describe('what cannot be merged by structure is merged as git does', () => {
  const base = 'a\nb\nc\nd\ne\n';
  test.each(['text', 'markdown', 'sql'])('a language without a grammar: %s', async (language) => {
    const merged = await mergeSource(base, base.replace('b', 'B'), base.replace('c', 'C'), language);
    expect(merged).toEqual({
      text: 'a\n<<<<<<< left\nB\nc\n=======\nb\nC\n>>>>>>> right\nd\ne\n',
      ...{ conflicts: 1, by: 'lines' },
    });
  });

  test('a version that does not parse', async () => {
    const merged = await mergeSource('f(1)\ng(1)\n', 'f(2\ng(1)\n', 'f(1)\ng(2)\n', 'javascript');
    expect(merged).toMatchObject({ conflicts: 1, by: 'lines' });
  });

  describe('but where the base does not parse either, its grammar is to blame', () => {
    // A macro for a name, as C++ has them, and comments in JSON.
    const base = 'BEGIN_NAMESPACE(a) {\nint f() {\n  one(1);\n  two(2);\n}\nclass API X FINAL : Y { int a; }\n';

    test('neighbouring edits outside of what it cannot read merge', async () => {
      const [left, right] = [base.replace('1', '10'), base.replace('2', '20')];
      const merged = await mergeSource(base, left, right, 'cpp');
      expect(merged).toEqual({ text: left.replace('2', '20'), conflicts: 0, by: 'structure' });
    });

    test('and two edits of one thing are a conflict', async () => {
      const merged = await mergeSource(base, base.replace('1', '10'), base.replace('1', '11'), 'cpp');
      expect(merged.conflicts).toBe(1);
    });

    test('and what git merged by line stands', async () => {
      const [left, right] = [`int g();\n${base}`, base.replace('two', 'too')];
      const merged = await mergeSource(base, left, right, 'cpp');
      expect(merged).toEqual({ text: left.replace('two', 'too'), conflicts: 0, by: 'lines' });
    });
  });

  test('a binary file is refused where both sides changed it', async () => {
    await expect(mergeSource('a\0', 'b\0', 'c\0', 'text')).rejects.toThrow('binary');
    expect(await mergeSource('a\0', 'a\0', 'c\0', 'text')).toMatchObject({ text: 'c\0', conflicts: 0 });
  });
});

describe('line ends and edges of a file', () => {
  const base = 'import a\nx = 1\n';
  const [left, right] = ['import a\nimport b\nx = 1\n', 'import a\nimport c\nx = 1\n'];
  const merged = 'import a\nimport b\nimport c\nx = 1\n';
  const windows = (text: string) => text.replaceAll('\n', '\r\n');

  test('CRLF stays, and comes where one side made it', async () => {
    const all = await mergeSource(windows(base), windows(left), windows(right), 'python');
    expect(all).toMatchObject({ text: windows(merged), conflicts: 0 });
    const one = await mergeSource(base, windows(left), right, 'python');
    expect(one).toMatchObject({ text: windows(merged), conflicts: 0 });
  });

  test('a byte order mark stays', async () => {
    const marked = await mergeSource(`\ufeff${base}`, `\ufeff${left}`, `\ufeff${right}`, 'python');
    expect(marked).toMatchObject({ text: `\ufeff${merged}`, conflicts: 0 });
  });

  test('a file without a final newline keeps none', async () => {
    const end = (text: string) => text.slice(0, -1);
    expect(await mergeSource(end(base), end(left), end(right), 'python')).toMatchObject({ text: end(merged) });
  });

  test('empty files, equal sides, and a side that deleted everything', async () => {
    expect(await mergeSource('', '', '', 'python')).toMatchObject({ text: '', conflicts: 0 });
    expect(await mergeSource(base, left, left, 'python')).toMatchObject({ text: left, conflicts: 0 });
    expect(await mergeSource(base, '', base, 'python')).toMatchObject({ text: '', conflicts: 0 });
    const deleted = await mergeSource(base, '', right, 'python');
    expect(deleted.conflicts).toBe(1);
    expect(deleted.text).toContain('import c');
    const added = await mergeSource('', left, right, 'python');
    expect(added.text).toContain('import b');
    expect(added.text).toContain('import c');
  });

  test('long lines and runs of one sign end in time', async () => {
    const long = `x = "${'a'.repeat(1_000_000)}"\n`;
    expect((await mergeSource(long, `${long}y = 1\n`, `${long}z = 1\n`, 'python')).text).toContain('y = 1');
    const run = '['.repeat(200_000);
    expect(await mergeSource(run, `${run}\n1`, `${run}\n2`, 'javascript')).toMatchObject({ conflicts: 1 });
    const many = `x = [\n${'    0,\n'.repeat(20_000)}]\n`;
    const merged = await mergeSource(many, many.replace(']', '    1,\n]'), many.replace(']', '    2,\n]'), 'python');
    expect(merged.text.endsWith('1,\n    2,\n]\n') || merged.conflicts === 1).toBe(true);
  });
});
