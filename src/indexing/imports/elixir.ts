import type { Node } from 'web-tree-sitter';
import { firstFound, nearest } from './choose.ts';
import type { ImportRules } from './import-rules.ts';
import { childrenOf, nodesAt } from './tree.ts';

export const elixir: ImportRules = {
  find: (root) =>
    nodesAt(root, /\b(?:alias|import|use|require)(?=[\s(])/g, 'call').flatMap((call) => {
      const list = childrenOf(call).find(({ type }) => type === 'arguments');
      return modulesOf(childrenOf(list)[0]);
    }),
  /** `MyApp.UserView` is in `my_app/user_view.ex` by convention; the last segment may be a module in that module. */
  resolve(specifier, from, files) {
    const segments = specifier.split('.').map(underscored);
    const owners = [segments, segments.slice(0, -1)].filter(({ length }) => length > 0);
    return firstFound(owners, (owner) => {
      const file = `${owner.join('/')}.ex`;
      const found = files
        .endingWith(file)
        .filter((path) => owner.length > 1 || /(?:^|\/)(?:lib|support)\/$/.test(path.slice(0, -file.length)));
      return nearest(from, found);
    });
  },
};

/** `A.B` and `A.{B, C}`. */
function modulesOf(node: Node | undefined): string[] {
  if (node?.type === 'alias') return [node.text];
  const [left, right] = node?.type === 'dot' ? childrenOf(node) : [];
  if (left?.type !== 'alias' || right?.type !== 'tuple') return [];
  return childrenOf(right).flatMap((inner) => modulesOf(inner).map((name) => `${left.text}.${name}`));
}

/** As `Macro.underscore/1` does. */
function underscored(name: string): string {
  return name
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
