import { describe, expect, test } from 'vitest';
import { listSymbols } from '../../src/indexing/list-symbols.ts';
import { findSymbolFacts } from '../../src/review/find-symbol-facts.ts';
import { parseHunks } from '../../src/review/parse-hunks.ts';
import type { ReviewedFile, ReviewIndex, Use } from '../../src/review/reviewed-file.ts';

/** A file of which all lines change, unless told which do. */
function changed(path: string, before: string | null, after: string | null, more: Partial<ReviewedFile> = {}) {
  const lines = (text: string | null, sign: string) =>
    (text ?? '')
      .split('\n')
      .slice(0, -1)
      .map((line) => `${sign}${line}`);
  const patch = ['@@ -1,9 +1,9 @@', ...lines(before, '-'), ...lines(after, '+')].join('\n');
  const file: ReviewedFile = {
    ...{ path, previousPath: path, language: '', before, after, hunks: parseHunks(patch), isTest: false },
    ...more,
  };
  return file;
}

const use = (path: string, startLine: number, symbol: string | null = null): Use => ({
  ...{ path, startLine, endLine: startLine, symbol },
});

/** An index that knows what it is told; the definitions of a text are really read. */
function index(known: { uses?: Use[]; definitions?: Use[]; importers?: string[] }): ReviewIndex {
  return {
    usesOf: async () => ({ uses: known.uses ?? [], definitions: known.definitions ?? [] }),
    importersOf: async () => (known.importers ?? []).map((path) => ({ path, isTest: false })),
    symbolsOf: listSymbols,
  };
}

const sum = 'export function addAll(items) {\n  return items;\n}\n';
const renamed = sum.replace('addAll', 'addEach');
const shop = { uses: [use('shop.js', 4)], importers: ['shop.js'] };

describe('a definition that is gone', () => {
  test('and is still used in a file that imports it breaks that file', async () => {
    expect(await findSymbolFacts([changed('sum.js', sum, renamed)], index(shop))).toEqual([
      {
        ...{ rule: 'removed symbol', category: 'API break', severity: 'major', path: 'sum.js', symbol: 'addAll' },
        ...{ lines: { start: 1, end: 1 }, removed: { start: 1, end: 1 }, suggestion: null, quote: 'addAll' },
        title: '`addAll` is gone, but still used in `shop.js:4`.',
        consequence: 'That code fails as soon as it is loaded, compiled or reached.',
      },
    ]);
  });

  test('with its whole file breaks whoever uses the name, wherever that is', async () => {
    const found = await findSymbolFacts([changed('sum.js', sum, null)], index({ uses: [use('far.js', 9)] }));
    expect(found).toMatchObject([{ title: '`addAll` is gone, but still used in `far.js:9`.' }]);
  });

  test('names three places, and counts the rest', async () => {
    const uses = ['a.js', 'b.js', 'c.js', 'd.js', 'e.js'].map((path) => use(path, 1));
    const [found] = await findSymbolFacts([changed('sum.js', sum, null)], index({ uses }));
    expect(found?.title).toBe('`addAll` is gone, but still used in `a.js:1`, `b.js:1`, `c.js:1` and 2 more.');
  });

  test.each([
    ['that nobody uses', sum, renamed, {}],
    ['used by files that do not import this one', sum, renamed, { uses: [use('shop.js', 4)] }],
    ['of which there is another elsewhere', sum, renamed, { ...shop, definitions: [use('other.js', 1)] }],
    ['with a name as short as many others', sum.replace('addAll', 'add'), renamed, shop],
    ['that only moved inside the file', `${sum}\n${renamed}`, `${renamed}\n${sum}`, shop],
  ])('%s is nothing to say', async (_what, before, after, known) => {
    expect(await findSymbolFacts([changed('sum.js', before, after)], index(known))).toEqual([]);
  });

  test('that moved to another file of the change is nothing to say', async () => {
    const files = [changed('sum.js', sum, renamed), changed('new.js', null, sum)];
    expect(await findSymbolFacts(files, index(shop))).toEqual([]);
  });

  test('used only in lines of the same change is nothing to say', async () => {
    const files = [changed('sum.js', sum, renamed), changed('shop.js', '1\n2\n3\n4\n', 'a\nb\nc\naddAll()\n')];
    expect(await findSymbolFacts(files, index(shop))).toEqual([]);
  });

  test('in a test, or in a language without rules for definitions, is nothing to say', async () => {
    const files = [changed('sum.test.js', sum, renamed, { isTest: true }), changed('sum.txt', sum, renamed)];
    expect(await findSymbolFacts(files, index(shop))).toEqual([]);
  });
});

describe('parameters that change', () => {
  const withParameters = (parameters: string) => sum.replace('(items)', `(${parameters})`);
  const facts = (before: string, after: string, known = shop) =>
    findSymbolFacts([changed('sum.js', withParameters(before), withParameters(after))], index(known));

  test.each([
    ['one more that is needed', 'items', 'items, rate'],
    ['one fewer', 'items, rate', 'items'],
    ['a default that is gone', 'items, rate = 1', 'items, rate'],
    ['one more behind one that holds brackets', '{ a, b }', '{ a, b }, [c, d]'],
  ])('%s break calls that stay as they were', async (_what, before, after) => {
    expect(await facts(before, after)).toMatchObject([
      {
        rule: 'changed signature',
        lines: { start: 1, end: 1 },
        removed: null,
      },
    ]);
  });

  test.each([
    ['one more with a default', 'items', 'items, rate = 1'],
    ['one more that takes the rest', 'items', 'items, ...rates'],
    ['other names', 'items', 'things'],
    ['fewer, of which one takes the rest', 'items, rate', '...all'],
  ])('%s break nothing', async (_what, before, after) => {
    expect(await facts(before, after)).toEqual([]);
  });

  test('are nothing to say where the calls are in the function itself, or in lines of the change', async () => {
    const itself = { uses: [use('sum.js', 2, 'addAll')], importers: [] };
    expect(await facts('items', 'items, rate', itself)).toEqual([]);
    const inChange = { uses: [use('sum.js', 2)], importers: [] };
    expect(await facts('items', 'items, rate', inChange)).toEqual([]);
  });

  test('do not count the receiver, nor a type that holds commas', async () => {
    const python = (parameters: string) => `class Cart:\n    def total_of(${parameters}):\n        return 1\n`;
    const known = index({ uses: [use('shop.py', 4)], importers: ['shop.py'] });
    const file = (before: string, after: string) => [changed('cart.py', python(before), python(after))];
    expect(await findSymbolFacts(file('self, rate', 'rate'), known)).toEqual([]);
    expect(await findSymbolFacts(file('self, rates: dict[str, int]', 'self, rates'), known)).toEqual([]);
    expect(await findSymbolFacts(file('self, rate', 'self, rate, *rest'), known)).toEqual([]);
    expect(await findSymbolFacts(file('self, rate', 'self, rate, tax'), known)).toMatchObject([
      { symbol: 'Cart.total_of', rule: 'changed signature' },
    ]);
  });
});
