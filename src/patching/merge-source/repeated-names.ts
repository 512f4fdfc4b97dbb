import { atomsOf } from './atoms.ts';
import { orderOf } from './containers.ts';
import type { SourceNode } from './source-tree.ts';

export interface NameCounts {
  readonly plain: ReadonlyMap<string, number>;
  /** With their parameters. */
  readonly full: ReadonlyMap<string, number>;
  /** What has a path for itself, without its white space. */
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * How often each name is defined in one container: `path of names` → count. Of containers that have one path, as the
 * objects of a list, the one that has it most often counts.
 */
export function countNames(language: string, root: SourceNode): NameCounts {
  const most = { plain: new Map<string, number>(), full: new Map<string, number>() };
  const texts = new Map<string, string>();
  const shared = new Set<string>();
  const visit = (node: SourceNode, parent: SourceNode | undefined, path: string) => {
    const order = orderOf(language, node, parent);
    if (order !== 'keyed') {
      for (const child of node.children) visit(child, node, path);
      return;
    }
    const here = { plain: new Map<string, number>(), full: new Map<string, number>() };
    const count = (form: 'plain' | 'full', key: string) => {
      const times = (here[form].get(key) ?? 0) + 1;
      here[form].set(key, times);
      most[form].set(key, Math.max(times, most[form].get(key) ?? 0));
    };
    for (const atom of atomsOf(node, order, false)) {
      const name = atom.name?.name.startsWith('comment ') ? undefined : atom.name;
      const key = `${path}\n${name?.name ?? ''}`;
      if (name) {
        count('plain', key);
        if (texts.has(key)) shared.add(key);
        texts.set(key, atom.node.text.replace(/\s+/g, ''));
        if (name.full !== undefined) count('full', `${path}\n${name.full}`);
      }
      visit(atom.node, node, key);
    }
  };
  visit(root, undefined, '');
  for (const key of shared) texts.delete(key);
  return { ...most, texts };
}
