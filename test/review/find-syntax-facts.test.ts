import { describe, expect, test } from 'vitest';
import { findSyntaxFactsIn } from '../../src/review/find-syntax-facts.ts';

const rulesFor = async (language: string, before: string, after: string, added = '') =>
  (await findSyntaxFactsIn(language, before, after, added)).map(({ rule }) => rule);

const inFunction = (body: string) => `function total(cart, limit) {\n${body}\n  return sum(cart);\n}\n`;

test('tests of Rust that stand beside the code are no code that protects', async () => {
  const file = (assertion: string) =>
    `pub fn open() -> bool {\n    true\n}\n\n#[cfg(test)]\nmod tests {\n    #[test]\n    fn opens() {\n        ${assertion}\n        assert!(open());\n    }\n}\n`;
  expect(await rulesFor('rust', file('assert_eq!(open(), true);'), file(''))).toEqual([]);
});

describe('what a change loses', () => {
  test.each([
    ['an early exit', 'if (cart === null) return 0;', '', 'removed guard'],
    ['an early exit with a throw', 'if (!cart.open) { throw new Error("x"); }', '', 'removed guard'],
    ['the condition of a call', 'if (limit > 0) { apply(cart); }', 'apply(cart);', 'unconditional'],
    ['a part of a condition', 'if (cart && cart.open) { go(); }', 'if (cart) { go(); }', 'dropped clause'],
    [
      'a comparison beside another',
      'if (cart === null || limit === 0) go();',
      'if (cart === null) go();',
      'dropped clause',
    ],
    ['the middle of three', 'if (cart && limit && go) go();', 'if (cart && go) go();', 'dropped clause'],
    ['a part of a part', 'if ((cart && limit) || go) go();', 'if (cart || go) go();', 'dropped clause'],
    ['the last case of a bound', 'if (limit <= 3) { go(); }', 'if (limit < 3) { go(); }', 'changed comparison'],
    ['a negation', 'if (!cart.open) { go(); }', 'if (cart.open) { go(); }', 'dropped negation'],
    ['the handling of errors', 'try { go(cart); } catch (error) { log(error); }', 'go(cart);', 'removed try'],
    ['an await', 'await save(cart);', 'save(cart);', 'dropped await'],
    ['a fallback', 'const name = cart.name ?? "none";', 'const name = cart.name;', 'dropped fallback'],
    ['the allowance for nothing', 'show(cart?.name);', 'show(cart.name);', 'dropped null check'],
    ['an escape', 'write(escapeHtml(cart.name));', 'write(cart.name);', 'unwrapped call'],
    ['an unlock', 'cart.lock(); go(); cart.unlock();', 'cart.lock(); go();', 'removed call'],
    ['an offset', 'go(cart.slice(limit + 1));', 'go(cart.slice(limit));', 'dropped offset'],
    ['an argument', 'go(cart, limit);', 'go(cart);', 'dropped argument'],
    ['an allowance for no such index', 'show(cart.items?.[0]);', 'show(cart.items[0]);', 'dropped null check'],
    ['the throw of an error', 'throw failure(cart);', 'failure(cart);', 'dropped throw'],
    ['an option', 'go({ cart, limit: 3 });', 'go({ cart });', 'dropped option'],
    ['an early exit of another matter', 'if (paused) return 0;', '', 'removed guard'],
    ['a case of its own', 'if (limit === 3) { cart.push(limit); }', '', 'removed branch'],
  ])('%s', async (_, before, after, rule) => {
    expect(await rulesFor('javascript', inFunction(before), inFunction(after))).toEqual([rule]);
  });

  test('the question whether a value is of a type', async () => {
    const go = (body: string) => `package a\n\nfunc F(x any) (int, error) {\n${body}\n}\n`;
    const checked = '\tv, ok := x.(Cart)\n\tif !ok {\n\t\treturn 0, errNone\n\t}\n\treturn v.Total()';
    expect(await rulesFor('go', go(checked), go('\treturn x.(Cart).Total()'))).toContain('dropped type check');
    expect(await rulesFor('go', go(checked), go(checked.replaceAll('ok', 'is')))).toEqual([]);
  });

  test.each([
    [
      'python',
      'def f(a):\n    if a is None:\n        return 0\n    return a.b\n',
      'def f(a):\n    return a.b\n',
      'removed guard',
    ],
    [
      'go',
      'package p\nfunc f(a *T) int {\n\tif a == nil {\n\t\treturn 0\n\t}\n\treturn a.b\n}\n',
      'package p\nfunc f(a *T) int {\n\treturn a.b\n}\n',
      'removed guard',
    ],
    [
      'java',
      'class A { int f(B b) { if (b == null) { return 0; } return b.c(); } }',
      'class A { int f(B b) { return b.c(); } }',
      'removed guard',
    ],
    [
      'rust',
      'fn f(a: &[u8]) -> u8 { if a.is_empty() { return 0; } a[0] }',
      'fn f(a: &[u8]) -> u8 { a[0] }',
      'removed guard',
    ],
    [
      'python',
      'def f(a):\n    try:\n        g(a)\n    except ValueError:\n        h(a)\n',
      'def f(a):\n    g(a)\n',
      'removed try',
    ],
    [
      'python',
      'def f(a, b):\n    if a and b:\n        g(a)\n',
      'def f(a, b):\n    if a:\n        g(a)\n',
      'dropped clause',
    ],
    [
      'ruby',
      'def f(a)\n  if a && a.b\n    g(a)\n  end\nend\n',
      'def f(a)\n  if a\n    g(a)\n  end\nend\n',
      'dropped clause',
    ],
    [
      'go',
      'package p\nfunc f() {\n\tmu.Lock()\n\tdefer mu.Unlock()\n\tg()\n}\n',
      'package p\nfunc f() {\n\tmu.Lock()\n\tg()\n}\n',
      'removed call',
    ],
  ])('in %s', async (language, before, after, rule) => {
    expect(await rulesFor(language, before, after)).toEqual([rule]);
  });
});

test('of a condition exactly the part that is gone is named', async () => {
  const body = (condition: string) => inFunction(`if (${condition}) go();`);
  const titles = async (before: string, after: string) =>
    (await findSyntaxFactsIn('javascript', body(before), body(after), '')).map(({ title }) => title);
  expect(await titles('a && b && c', 'a && b')).toEqual(['The condition no longer asks for `c`.']);
  expect(await titles('a.b > 1 && a !== null', 'a !== null')).toEqual(['The condition no longer asks for `a.b > 1`.']);
});

describe('what loses nothing', () => {
  test('the inverse of each: guards, conditions and handlers that are new', async () => {
    const before = inFunction('go(cart);');
    expect(await rulesFor('javascript', before, inFunction('if (cart === null) return 0;\n  go(cart);'))).toEqual([]);
    expect(await rulesFor('javascript', before, inFunction('try { go(cart); } catch { log(); }'))).toEqual([]);
  });

  test('another layout, other comments, and functions that only moved', async () => {
    const one = 'function a(x) {\n  if (!x) return 1;\n  return x.y;\n}\n';
    const two = 'function b(x) {\n  return x;\n}\n';
    expect(await rulesFor('javascript', one + two, two + one)).toEqual([]);
    expect(
      await rulesFor('javascript', one, 'function a(x) { // why\n  if (!x)\n    return 1\n  return x.y }\n'),
    ).toEqual([]);
  });

  test('a check that moved to another file of the same change', async () => {
    const before = inFunction('if (cart === null) return 0;');
    expect(await rulesFor('javascript', before, inFunction(''), 'if (cart === null) throw new Missing();')).toEqual([]);
  });

  test('a promise that is handed on to the caller', async () => {
    const before = 'async function f() { return await g(); }';
    expect(await rulesFor('javascript', before, 'async function f() { return g(); }')).toEqual([]);
  });

  test('a language without a grammar', async () => {
    expect(await rulesFor('cmake', 'if(A)\nendif()', '')).toEqual([]);
  });
});

test('a fact names the lines on both sides and the function around them', async () => {
  const before = 'class Cart {\n  total(limit) {\n    if (limit < 0) return 0;\n    return limit * 2;\n  }\n}\n';
  const after = 'class Cart {\n  total(limit) {\n    return limit * 2;\n  }\n}\n';
  expect(await findSyntaxFactsIn('javascript', before, after, '')).toMatchObject([
    { removed: { start: 3, end: 3 }, lines: { start: 3, end: 3 }, symbol: 'Cart.total', category: 'bug' },
  ]);
});
