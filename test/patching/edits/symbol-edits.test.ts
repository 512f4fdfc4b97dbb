import { describe, expect, test } from 'vitest';
import { edited, plan } from '../plan.ts';

const shop = `import { round } from './round.ts';

/** A cart. */
export class Cart {
  lines = [];

  // The sum.
  total() {
    return round(this.sum(),  2);
  }

  sum() { return 1; }
}

export class Order {
  total() {
    return 0;
  }
}

/** Prints. */
export const print = (cart: Cart) => {
  console.log(cart.total());
};
`;
const replace = (symbol: string, content: string, more = {}) => ({ type: 'replace_symbol', symbol, content, ...more });

describe('a whole definition', () => {
  test('changes only the lines that differ, of the class that is meant', async () => {
    const content = 'total() {\n    const sum = this.sum();\n    return round(this.sum(), 2);\n}';
    expect(await edited('a.ts', shop, replace('Cart.total', content))).toBe(
      shop.replace('  total() {\n    return round', '  total() {\n    const sum = this.sum();\n    return round'),
    );
  });

  test('of which there are two is refused, with both', async () => {
    expect(await edited('a.ts', shop, replace('total', 'total() {}'))).toMatch(
      /total is there 2 times: Cart\.total \(line 8\), Order\.total \(line 16\)/,
    );
    expect(await edited('a.ts', shop, replace('total', 'total() { return 5; }', { line: 16 }))).toContain('return 5');
  });

  test('keeps `export`, decorators and the comment above, where it does not begin with some', async () => {
    const without = 'const print = (cart: Cart) => {\n  console.info(cart.total());\n}';
    expect(await edited('a.ts', shop, replace('print', without))).toBe(shop.replace('console.log', 'console.info'));
    const python = '@cached\n@slow(1)\ndef f():\n    return 1\n';
    expect(await edited('a.py', python, replace('f', 'def f():\n    return 2'))).toBe(
      python.replace('1\n', '2\n').replace('slow(2)', 'slow(1)').replace('return 1', 'return 2'),
    );
    expect(await edited('a.py', python, replace('f', '@cached\ndef f():\n    return 2'))).toBe(
      '@cached\ndef f():\n    return 2\n',
    );
  });

  test.each([
    ['A.java', 'class A {\n  @Test\n  @Tag("a)")\n  void f() {\n    g(1);\n  }\n}\n', 'void f() {\n  g(2);\n}'],
    ['A.java', 'class A {\n  @Test void f() {\n    g(1);\n  }\n}\n', 'void f() {\n  g(2);\n}'],
    ['A.cs', 'class A {\n  [Obsolete("[x]")]\n  void f() {\n    g(1);\n  }\n}\n', 'void f() {\n  g(2);\n}'],
    ['a.kt', 'class A {\n  @JvmStatic\n  fun f() {\n    g(1)\n  }\n}\n', 'fun f() {\n  g(2)\n}'],
    ['a.ts', 'namespace A {\n  export function f() {\n    g(1);\n  }\n}\n', 'function f() {\n  g(2);\n}'],
  ])('keeps what its grammar has inside of it: %s', async (path, text, content) => {
    expect(await edited(path, text, replace('A.f', content))).toBe(text.replace('g(1)', 'g(2)'));
  });

  test('keeps the first line of a block behind a new one', async () => {
    const python = 'def f(x):\n    a = 1\n    return a\n';
    expect(await edited('a.py', python, replace('f', 'def f(x):\n  if x:\n    return 0\n  a = 1\n  return a\n'))).toBe(
      python.replace('    a = 1', '    if x:\n        return 0\n    a = 1'),
    );
    const go = 'package a\n\nfunc f() int {\n\treturn 1\n}\n';
    expect(await edited('a.go', go, replace('f', 'func f() int {\n    g()\n    return 1\n}'))).toBe(
      go.replace('\treturn', '\tg()\n\treturn'),
    );
  });

  test('of a class keeps the members that it leaves out, unless it is complete', async () => {
    const content = 'export class Cart {\n  lines = [];\n\n  sum() { return 2; }\n}';
    const kept = await plan({ 'a.ts': shop }, [{ path: 'a.ts', ...replace('Cart', content) }]);
    expect(kept).toMatchObject({
      files: [{ notes: [expect.stringContaining('keeps what the content leaves out: Cart.total')] }],
    });
    expect(await edited('a.ts', shop, replace('Cart', content))).toBe(shop.replace('{ return 1; }', '{ return 2; }'));
    const complete = await edited('a.ts', shop, replace('Cart', content, { complete: true }));
    expect(complete).not.toContain('The sum.');
  });

  test('that defines something else, or breaks what is beside it, is refused', async () => {
    expect(await edited('a.ts', shop, replace('Cart.sum', 'difference() { return 1; }'))).toContain(
      'must define Cart.sum',
    );
    expect(await edited('a.ts', shop, replace('Cart.sum', 'sum() { return 1; } }'))).toMatch(/^refused/);
    expect(
      await edited('a.py', 'def f():\n    pass\n\ndef g():\n    pass\n', replace('f', 'def f():\n    if x:')),
    ).toMatch(/^refused/);
    expect(await edited('a.ts', shop, replace('Cart.sum', 'sum() {\n    return 1;\n  }'))).toContain('in form only');
  });

  test('may stand at another indentation, also in Python', async () => {
    const text =
      'class A:\n    def f(self):\n        """Doc.\n\n        More.\n        """\n        if x:\n            y()\n        z()\n';
    const moved = 'def f(self):\n    """Doc.\n\n    More.\n    """\n    if x:\n        y()\n        z()\n';
    expect(await edited('a.py', text, replace('A.f', moved))).toBe(text.replace('        z()', '            z()'));
    const inFour = moved.replaceAll('    ', '  ');
    expect(await edited('a.py', text, replace('A.f', inFour))).toContain('            z()\n');
  });
});

describe('definitions by name', () => {
  test('get neighbours at their distance', async () => {
    const text = 'class A:\n    x = 1\n\n    def f(self):\n        pass\n\n\ndef g():\n    pass\n';
    expect(
      await edited('a.py', text, { type: 'insert_after_symbol', symbol: 'A.f', content: 'def h(self):\n    pass\n' }),
    ).toBe(text.replace('pass\n\n\n', 'pass\n\n    def h(self):\n        pass\n\n\n'));
    expect(await edited('a.py', text, { type: 'insert_before_symbol', symbol: 'g', content: 'K = 1' })).toBe(
      text.replace('def g', 'K = 1\n\n\ndef g'),
    );
  });

  test('get neighbours in the file’s own indentation, strings aside', async () => {
    const go = 'package a\n\nfunc f() {\n\tx()\n}\n';
    const given = 'func g() {\n    if y() {\n        x()\n    }\n}';
    expect(await edited('a.go', go, { type: 'insert_after_symbol', symbol: 'f', content: given })).toBe(
      `${go}\nfunc g() {\n\tif y() {\n\t\tx()\n\t}\n}\n`,
    );
    const script = 'function f() {\n  x();\n}\n';
    const add = (content: string) => edited('a.js', script, { type: 'insert_after_symbol', symbol: 'f', content });
    expect(await add('function g() {\n    x();\n}')).toContain('g() {\n  x();\n}');
    expect(await add('function g() {\n    x(`\n    `);\n}')).toContain('g() {\n    x(`\n    `);\n}');
  });

  test('are deleted with what stands above them', async () => {
    expect(await edited('a.ts', shop, { type: 'delete_symbol', symbol: 'Cart.total' })).toBe(
      shop.replace(/ {2}\/\/ The sum[\s\S]*?\n {2}}\n\n/, ''),
    );
    expect(await edited('a.ts', 'const a = 1, b = 2;\n', { type: 'delete_symbol', symbol: 'b' })).toContain(
      'shares its lines',
    );
    expect(
      await edited('a.py', 'class A:\n    def f(self):\n        pass\n', { type: 'delete_symbol', symbol: 'A.f' }),
    ).toContain('would be empty');
  });

  test('are renamed with their uses, but not in strings and comments', async () => {
    const text = 'function add(a: number) { return a; }\n// add\nconst s = "add" + add(1) + o.add(2);\n';
    expect(await edited('a.ts', text, { type: 'rename_symbol', symbol: 'add', newName: 'plus' })).toBe(
      'function plus(a: number) { return a; }\n// add\nconst s = "add" + plus(1) + o.add(2);\n',
    );
  });

  test.each([
    ['a parameter of the name', 'a.ts', 'function add() {}\nfunction f(add: number) { return add; }\n'],
    ['a short property', 'a.ts', 'function add() {}\nexport default { add };\n'],
    ['a name that is taken', 'a.ts', 'function add() {}\nlet plus = add();\n'],
    ['a member of something else', 'a.py', 'class A:\n    def add(self): pass\n\ndef f(a):\n    a.add()\n'],
  ])('are not renamed where there is %s', async (_, path, text) => {
    expect(await edited(path, text, { type: 'rename_symbol', symbol: 'add', newName: 'plus' })).toMatch(/^refused/);
  });

  test('are not known without rules for the language', async () => {
    expect(await edited('a.txt', 'x', { type: 'delete_symbol', symbol: 'x' })).toContain('Edit it by its text');
  });
});
