import type { Node } from 'web-tree-sitter';
import { ecmascript } from './ecmascript.ts';
import type { ImportRules } from './import-rules.ts';
import { childrenOf, nodesOf } from './tree.ts';

/** `@import` of a style sheet. */
export const css: ImportRules = {
  find: (root) =>
    nodesOf(root, 'import_statement').flatMap((statement) => {
      const [value] = childrenOf(statement);
      const url =
        value?.type === 'call_expression' ? childrenOf(value.childForFieldName('arguments') ?? value).at(-1) : value;
      return asPath(url?.text.replaceAll(/^\(|\)$/g, '') ?? '');
    }),
  resolve: ecmascript.resolve,
};

/** What a page loads by itself; the imports of the scripts in it are found with their own language. */
export const markup: ImportRules = {
  find: (root) =>
    nodesOf(root, 'start_tag', 'self_closing_tag').flatMap((tag) => {
      const [name, ...attributes] = childrenOf(tag);
      const wanted = name?.text === 'script' ? 'src' : name?.text === 'link' ? 'href' : undefined;
      const value = attributes.find((one) => one.namedChild(0)?.text.toLowerCase() === wanted);
      return wanted === undefined || value === undefined ? [] : asPath(valueIn(value));
    }),
  resolve: ecmascript.resolve,
};

function valueIn(attribute: Node): string {
  return childrenOf(attribute).at(-1)?.text ?? '';
}

/** Web pages need no `./` in front of a relative address. */
function asPath(quoted: string): string[] {
  const address = quoted.replaceAll(/^['"]|['"]$/g, '').trim();
  if (address === '' || /^(?:[a-z][a-z+.-]*:|\/\/|#|\{|<)/i.test(address)) return [];
  return [/^(?:\/|\.\.?\/)/.test(address) ? address : `./${address}`];
}
