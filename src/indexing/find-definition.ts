import type { Node } from 'web-tree-sitter';
import type { Definition, LanguageRules } from './languages/language-rules.ts';

export interface FoundDefinition extends Definition {
  /** The node that defines, inside of what is wrapped around it. */
  readonly node: Node;
}

/** What a node defines, looking into exports, decorators and declarations. */
export function findDefinition(node: Node, rules: LanguageRules): FoundDefinition | undefined {
  const kind = rules.definitions[node.type];
  if (kind !== undefined) {
    const name = node.childForFieldName('name');
    return name === null ? undefined : { name: name.text, kind, node };
  }
  const other = rules.other?.(node);
  if (other !== undefined) return { ...other, node };
  for (const place of rules.wrappers[node.type] ?? []) {
    const inner = node.childForFieldName(place) ?? node.namedChildren.find((child) => child?.type === place);
    const found = inner ? findDefinition(inner, rules) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The definitions right inside of a class, an interface or a module: the children of its body. */
export function findMembers(owner: FoundDefinition, rules: LanguageRules): FoundDefinition[] {
  if (owner.kind !== 'class' && owner.kind !== 'module') return [];
  return owner.node.namedChildren
    .flatMap((body) => body?.namedChildren ?? [])
    .flatMap((member) => (member ? (findDefinition(member, rules) ?? []) : []));
}
