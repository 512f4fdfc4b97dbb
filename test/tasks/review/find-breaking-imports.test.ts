import { expect, test } from 'vitest';
import { readChange } from '../../../src/tasks/review/read-change.ts';
import { reviewStatically } from '../../../src/tasks/review/review-statically.ts';
import { openWorkspace } from '../../../src/workspace/open-workspace.ts';
import { commitFiles, type Files, temporaryRepository } from '../../workspace/temporary-repository.ts';

/** What is said of imports where files become others; a null takes a file away. */
async function said(before: Files, patch: Readonly<Record<string, string | null>>): Promise<string[]> {
  const { gitDir, commit: base } = await temporaryRepository(before);
  const after = { ...before, ...patch };
  const commit = await commitFiles(
    gitDir,
    Object.fromEntries(Object.entries(after).flatMap(([path, text]) => (text === null ? [] : [[path, text]]))),
  );
  const change = await readChange(gitDir, base, commit, { exclude: [], only: [] });
  const index = {
    usesOf: async () => ({ uses: [], definitions: [] }),
    importersOf: async (path: string) =>
      Object.keys(after)
        .filter((other) => other !== path)
        .map((other) => ({ path: other, isTest: false })),
    symbolsOf: async () => [],
  };
  const { findings } = await reviewStatically(change, index, await openWorkspace({ gitDir, commit }), '');
  return findings
    .filter(({ rule }) => rule === 'broken import')
    .map(({ path, lines, title }) => `${path}:${lines.start}: ${title}`);
}

const cart = 'export function total(items) {\n  return items.length;\n}\n\nexport const tax = 2;\n';

test.each<[string, Files, Record<string, string | null>, string]>([
  [
    'a module of ECMAScript',
    { 'src/cart.ts': cart, 'src/shop.ts': "// The shop.\nimport { total } from './cart.js';\n\ntotal([]);\n" },
    { 'src/cart.ts': null, 'src/basket.ts': cart },
    'src/basket.ts:1: `src/cart.ts` is now `src/basket.ts`, but it is still imported in `src/shop.ts:2`.',
  ],
  [
    'a module of Python',
    {
      'shop/__init__.py': '',
      'shop/cart.py': 'def total():\n    return 1\n',
      'shop/till.py': 'from .cart import total\n',
    },
    { 'shop/cart.py': null, 'shop/basket.py': 'def total():\n    return 1\n' },
    'shop/basket.py:1: `shop/cart.py` is now `shop/basket.py`, but it is still imported in `shop/till.py:1`.',
  ],
  [
    'a file of Ruby',
    { 'lib/cart.rb': 'class Cart\n  def total = 1\nend\n', 'lib/shop.rb': "require_relative 'cart'\n" },
    { 'lib/cart.rb': null, 'lib/basket.rb': 'class Cart\n  def total = 1\nend\n' },
    'lib/basket.rb:1: `lib/cart.rb` is now `lib/basket.rb`, but it is still imported in `lib/shop.rb:1`.',
  ],
  [
    'a module of Rust',
    { 'src/lib.rs': 'pub mod cart;\n', 'src/cart.rs': 'pub fn total() -> u8 {\n    1\n}\n' },
    { 'src/cart.rs': null, 'src/basket.rs': 'pub fn total() -> u8 {\n    1\n}\n' },
    'src/basket.rs:1: `src/cart.rs` is now `src/basket.rs`, but it is still imported in `src/lib.rs:1`.',
  ],
])('%s that is only renamed is missed by who imports it', async (_, before, patch, expected) => {
  expect(await said(before, patch)).toEqual([expected]);
});

test('a file that is deleted is missed, too, and who was changed to the new path is not named', async () => {
  const shop = "import { total } from './cart';\n";
  const files = { 'cart.js': cart, 'shop.js': shop, 'till.js': `${shop}total([]);\n` };
  expect(await said(files, { 'cart.js': null })).toEqual([
    'cart.js:1: `cart.js` is gone, but it is still imported in `shop.js:1`, `till.js:1`.',
  ]);
  const moved = { 'cart.js': null, 'basket.js': cart };
  expect(await said(files, { ...moved, 'till.js': "import { total } from './basket';\ntotal([]);\n" })).toEqual([
    'basket.js:1: `cart.js` is now `basket.js`, but it is still imported in `shop.js:1`.',
  ]);
});

test('a name that others import and that is no longer exported is named with them', async () => {
  const files = { 'cart.ts': cart, 'shop.ts': "import {\n  tax,\n  total,\n} from './cart';\n" };
  expect(await said(files, { 'cart.ts': cart.replace('export const', 'const') })).toEqual([
    'cart.ts:1: `tax` can no longer be imported from here, but it is still imported in `shop.ts:4`.',
  ]);
});

test('an import that a changed file writes and that leads nowhere stands at its line', async () => {
  const files = { 'cart.ts': cart, 'shop.ts': 'export {};\n' };
  expect(await said(files, { 'shop.ts': "import { total } from './carts';\nimport { sum } from './cart';\n" })).toEqual(
    [
      'shop.ts:1: The import of `./carts` leads to no file.',
      'shop.ts:2: `sum` cannot be imported from `cart.ts`: nothing there has that name for others.',
    ],
  );
});

test.each<[string, Files, Record<string, string | null>]>([
  ['was broken before', { 'a.ts': "import './gone';\n", 'cart.ts': cart }, { 'cart.ts': null, 'basket.ts': cart }],
  ['may fail', { 'a.js': "try { require('./cart'); } catch {}\n", 'cart.js': cart }, { 'cart.js': null }],
  [
    'only mentions the name',
    { 'a.ts': '// The cart.\nexport const cart = 1;\n', 'cart.ts': cart },
    { 'cart.ts': null },
  ],
  [
    'finds a folder in its place',
    { 'a.ts': "import { total } from './cart';\n", 'cart.ts': cart },
    { 'cart.ts': null, 'cart/index.ts': cart },
  ],
])('what %s is not named', async (_, before, patch) => {
  expect(await said(before, patch)).toEqual([]);
});
