import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Node } from 'web-tree-sitter';
import { languagesWithRules } from '../../src/indexing/languages/languages.ts';
import { languageOf } from '../../src/syntax/language.ts';
import { listNodes } from '../../src/syntax/list-nodes.ts';
import { parse } from '../../src/syntax/parse.ts';

const folder = path.resolve('test/fixtures/languages');
const fixtures = languagesWithRules.flatMap((language) =>
  readdirSync(path.join(folder, language)).flatMap((name) =>
    name === 'expected.txt' ? [] : [path.join(folder, language, name)],
  ),
);

/** All that is listed of a node, by the library's own way through a tree. */
function walk(root: Node): number[][] {
  const cursor = root.walk();
  const found: number[][] = [];
  for (;;) {
    const { typeId, isNamed, startIndex, endIndex, startPosition, descendantCount } = cursor.currentNode;
    const next = found.length + descendantCount;
    found.push([typeId, Number(isNamed), cursor.currentFieldId, startIndex, endIndex, startPosition.row, next]);
    if (cursor.gotoFirstChild()) continue;
    while (!cursor.gotoNextSibling()) {
      if (cursor.gotoParent()) continue;
      cursor.delete();
      return found;
    }
  }
}

function list(root: Node): number[][] {
  const { count, ...lists } = listNodes(root);
  const { symbols, named, fields, starts, ends, rows, nexts } = lists;
  const columns = [symbols, named, fields, starts, ends, rows, nexts];
  return Array.from({ length: count }, (_, node) => columns.map((column) => column[node] ?? -1));
}

async function compare(language: string, text: string): Promise<void> {
  const both = await parse(language, text, (root) => ({ listed: list(root), walked: walk(root) }));
  expect(both?.listed).toEqual(both?.walked);
  expect(both?.listed.length).toBeGreaterThan(0);
}

test.each(fixtures.map((file) => [path.relative(folder, file), file]))(
  'the nodes of %s are those that the library gives',
  async (_, file) => {
    const text = readFileSync(file, 'utf8');
    await compare(languageOf(file, text), text);
  },
);

test.each([
  ['nothing', ''],
  ['only white space', '\n\n  \n'],
  ['syntax errors', 'function (\n  } é = ; class { 漢 "'],
  ['a missing token', 'const a = (1 + 2'],
  ['characters of two units', 'const a = "🐐🐐"; // 🐐\nb(a);'],
  [
    'a token of 70,000 characters, and rows and columns that are too many for a small leaf',
    `${'\n'.repeat(40)}${' '.repeat(600)}a(\`${'x'.repeat(70_000)}\`);\n`,
  ],
])('FAULT 58: so are those of %s', async (_, text) => {
  await compare('typescript', text);
});

test('FAULT 59: of a tree of 30,000 levels the upper ones are listed', async () => {
  const count = await parse('javascript', 'a'.padEnd(60_001, '()'), (root) => listNodes(root).count);
  expect(count).toBeGreaterThan(1_000);
  expect(count).toBeLessThan(30_000);
});
