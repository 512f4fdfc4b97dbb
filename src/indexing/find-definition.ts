import type { Node } from 'web-tree-sitter';
import type { ChunkKind } from './chunk.ts';
import type { Definition, LanguageRules } from './languages/language-rules.ts';

export interface FoundDefinition extends Definition {
  /** The node that defines, inside of what is wrapped around it. */
  readonly node: Node;
}

/** `#if` in `#if` in a namespace: what is deeper is found once its block is split. */
const deepestWrapper = 12;

/** What a node defines, looking into exports, decorators and declarations. */
export function findDefinitions(node: Node, rules: LanguageRules, depth = 0): FoundDefinition[] {
  const found = definitionOf(node, rules);
  if (found !== undefined) return [{ ...found, node }];
  const places = depth > deepestWrapper ? undefined : own(rules.wrappers, node.type);
  return places === undefined
    ? []
    : childrenAt(node, places).flatMap((child) => findDefinitions(child, rules, depth + 1));
}

function definitionOf(node: Node, rules: LanguageRules): Definition | undefined {
  const kind = own(rules.definitions, node.type);
  const name = kind === undefined ? null : node.childForFieldName('name');
  const found = kind === undefined || name === null ? rules.other?.(node) : { name: name.text, kind };
  // What nobody can call by its name is no definition.
  return found === undefined || found.name === '' || found.name === '_' ? undefined : found;
}

function childrenAt(node: Node, places: readonly string[]): Node[] {
  return node.namedChildren.filter(
    (child, index): child is Node =>
      child !== null &&
      (places.includes('*') ||
        places.includes(child.type) ||
        places.includes(node.fieldNameForNamedChild(index) ?? child.type)),
  );
}

const holders: ReadonlySet<ChunkKind> = new Set(['class', 'interface', 'enum', 'module']);

/** The definitions right inside of a class, an interface or a module: the children of its body. */
export function findMembers(owner: FoundDefinition, rules: LanguageRules): FoundDefinition[] {
  if (!holders.has(owner.kind)) return [];
  return children(owner.node).flatMap((child) => {
    const found = findDefinitions(child, rules);
    return found.length > 0 ? found : children(child).flatMap((member) => findDefinitions(member, rules));
  });
}

function children(node: Node): Node[] {
  return node.namedChildren.filter((child) => child !== null);
}

/** The names of node types are a grammar's own: `constructor` is one. */
function own<T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}
