import { describe, expect, test } from 'vitest';
import { edited, plan } from '../plan.ts';

const write = (content: string) => ({ type: 'write_file', content });

const python = `import os
import sys

class A:
    def f(self, x,
          y):
        if x:
            y()
            z()
        return 'q'

    def g(self):
        return [1, 2]
`;

describe('a whole file', () => {
  test('keeps what differs only in white space, wrapping, quotes, trailing commas and the order of imports', async () => {
    const given = `import sys
import os
class A:
  def f(self, x, y):
    if x:
      y()
      z()
    new()
    return "q"
  def g(self):
    return [
      1,
      2,
    ]
`;
    expect(await edited('a.py', python, write(given))).toBe(
      python.replace("        return 'q'", "        new()\n        return 'q'"),
    );
    const result = await plan({ 'a.py': python }, [{ path: 'a.py', ...write(given) }]);
    expect(result).toMatchObject({ files: [{ added: 1, removed: 0, churn: 0, symbols: ['A.f'] }] });
  });

  test('says that nothing would change, where it differs in form only', async () => {
    expect(await edited('a.ts', "f('a', [1, 2]);\n", write('f("a", [\n  1,\n  2,\n]);\n'))).toContain('in form only');
  });

  test.each([
    ['an indentation that nests otherwise', 'a.py', 'if x:\n    a()\n    b()\n', 'if x:\n    a()\nb()\n'],
    ['a tuple', 'a.py', 'x = (1)\n', 'x = (1,)\n'],
    ['a tuple as a key', 'a.py', 'x[1]\n', 'x[1,]\n'],
    ['a line end that ends a statement', 'a.js', 'return x;\n', 'return\nx;\n'],
    ['a hole in an array', 'a.js', 'x = [];\n', 'x = [,];\n'],
    ['white space in a string', 'a.js', 'x = " a";\n', 'x = "a ";\n'],
    ['white space in a template', 'a.js', 'x = `a\n  b`;\n', 'x = `a\nb`;\n'],
    ['quotes that mean something', 'a.sh', 'echo "$x"\n', "echo '$x'\n"],
    ['a character instead of a string', 'a.java', 'class A { Object o = "a"; }\n', "class A { Object o = 'a'; }\n"],
    ['a macro with parameters', 'a.c', '#define A (x)\n', '#define A(x)\n'],
    [
      'a name that an import gets',
      'a.ts',
      "import { a as b, c as d } from 'x';\n",
      "import { a as d, c as b } from 'x';\n",
    ],
    ['nesting in YAML', 'a.yml', 'a:\n  b: 1\n  c: 2\n', 'a:\n  b: 1\nc: 2\n'],
    ['space in text between tags', 'a.tsx', 'const a = <p>a b</p>;\n', 'const a = <p>a  b</p>;\n'],
  ])('takes %s for a change', async (_, path, before, after) => {
    expect(await edited(path, before, write(after))).toBe(after);
  });

  test('is complete without an elision: what it leaves out is deleted, and said', async () => {
    const result = await plan({ 'a.py': python }, [
      { path: 'a.py', ...write(python.slice(0, python.indexOf('\n    def g'))) },
    ]);
    expect(result).toMatchObject({ files: [{ notes: ['deletes what the content leaves out: A.g'] }] });
  });

  test('that is empty is refused', async () => {
    expect(await edited('a.py', python, write(' \n'))).toContain('use delete_file');
  });

  test('FAULT 58: keeps line ends, byte order mark and final newline, also mixed', async () => {
    expect(await edited('a.js', '\ufeffa();\r\nb();\nc();', write('a();\nB();\nB2();\nc();\n'))).toBe(
      '\ufeffa();\r\nB();\nB2();\nc();',
    );
  });
});

const code = `function one() {
  return 1;
}

function two(a) {
  first(a);
  second(a);
  third(a);
  fourth(a);
  return 2;
}

function three() {
  return 3;
}
`;

describe('code that was left out', () => {
  test.each([
    '// ... existing code ...',
    '// ...',
    '/* rest of the code unchanged */',
    '...',
    '// … other functions …',
  ])('stays where %j says so', async (mark) => {
    const given = `${mark}\n\nfunction two(a) {\n  first(a);\n  new_();\n  second(a);\n  ${mark}\n  return 2;\n}\n\n${mark}\n`;
    expect(await edited('a.js', code, write(given))).toBe(code.replace('  second(a)', '  new_();\n  second(a)'));
  });

  test('stays in a function, a class and an object', async () => {
    const replaced = (symbol: string, content: string) => ({ type: 'replace_symbol', symbol, content });
    expect(
      await edited(
        'a.js',
        code,
        replaced('two', 'function two(a, b) {\n  // ... existing code ...\n  fourth(a);\n  return b;\n}'),
      ),
    ).toBe(code.replace('two(a)', 'two(a, b)').replace('return 2', 'return b'));
    const held = 'const o = {\n  a: 1,\n  bcd: 2,\n  cde: 3,\n  efg: 4,\n};\n';
    expect(await edited('a.js', held, write('const o = {\n  a: 0,\n  bcd: 2,\n  cde: 3,\n  // ...\n};\n'))).toMatch(
      /a: 0[\s\S]*efg: 4|^refused/,
    );
  });

  test('at the end of a block of Python stays in the block', async () => {
    const text =
      'class A:\n    def f(self):\n        a()\n        b()\n\n    def g(self):\n        pass\n\nclass B:\n    pass\n';
    const given = 'class A:\n    def f(self):\n        c()\n        # ... rest unchanged\n\nclass B:\n    pass\n';
    expect(await edited('a.py', text, write(given))).toMatch(/^refused/);
    const whole =
      'class A:\n    def f(self):\n        c()\n        b()\n\n    # ... rest unchanged\n\nclass B:\n    pass\n';
    expect(await edited('a.py', text, write(whole))).toBe(text.replace('a()', 'c()'));
  });

  test('is code in Python, where three dots are', async () => {
    expect(await edited('a.py', 'def f():\n    return 1\n', write('def f():\n    ...\n'))).toBe('def f():\n    ...\n');
  });

  test('is refused where a definition is missing without a word', async () => {
    expect(
      await edited('a.js', code, write('// ... existing code ...\n\nfunction two(a) {\n  first(a);\n}\n')),
    ).toContain('leaves out three');
  });

  test.each([
    ['lines fit two places', 'a(1);\nb(1);\nx(1);\nc(1);\na(1);\nb(1);\nx(2);\nc(1);\n', 'a(1);\nb(1);\n// ...\n'],
    [
      'a name is that of something else, because what is around it is left out',
      'a:\n  b: 1\npermissions:\n  c: 2\njobs:\n  permissions:\n    x: 1\n    y: 2\n',
      '# ...\n  permissions:\n    x: 1\n    y: 3\n',
    ],
    ['nothing is left out', code, code.replace('  third', '  // ... existing code ...\n  third')],
    ['two stand side by side', code, '// ...\n// ... existing code ...\nfunction three() {\n  return 4;\n}\n'],
    ['the file is new', undefined, 'f();\n// ... existing code ...\n'],
    [
      'a comment of the file says the same',
      '// ... existing code ...\na();\nb();\n',
      'b();\n// ... existing code ...\n',
    ],
  ])('is refused where %s', async (_, before, given) => {
    const result = await plan(before === undefined ? {} : { 'a.js': before }, [{ path: 'a.js', ...write(given) }]);
    expect(result.kind).toBe('refused');
  });
});
