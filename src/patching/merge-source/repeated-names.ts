import { atomsOf } from './atoms.ts';
import { orderOf } from './containers.ts';
import type { SourceNode } from './source-tree.ts';

/** How often each name is defined in each container: `path of names` → count. */
export function countNames(language: string, root: SourceNode): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const visit = (node: SourceNode, parent: SourceNode | undefined, path: string) => {
    const order = orderOf(language, node, parent);
    if (order !== 'keyed') {
      for (const child of node.children) visit(child, node, path);
      return;
    }
    for (const atom of atomsOf(node, order, false)) {
      const name = atom.name?.name.startsWith('comment ') ? undefined : atom.name?.name;
      const here = `${path}\n${name ?? ''}`;
      if (name !== undefined) counts.set(here, (counts.get(here) ?? 0) + 1);
      visit(atom.node, node, here);
    }
  };
  visit(root, undefined, '');
  return counts;
}
