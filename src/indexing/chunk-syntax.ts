import type { Node } from 'web-tree-sitter';
import type { ChunkKind } from './chunk.ts';
import { cutAtBlankRows, type Rows, type Weights } from './chunk-lines.ts';
import { type FoundDefinition, findDefinitions, findMembers } from './find-definition.ts';
import { type Group, groupByRow, lastRow } from './group-by-row.ts';
import { joinSmall } from './join-small.ts';
import type { LanguageRules } from './languages/language-rules.ts';
import { largestChunk, type Piece } from './piece.ts';

/** Deeper code is cut by lines: a tree can be as deep as its file is long. */
const deepest = 60;
/** Classes in classes in modules: a chunk does not list the names of what is deeper. */
const deepestMember = 6;

interface Named {
  readonly kind: ChunkKind;
  readonly symbol: string | null;
}

interface Owner extends Named {
  readonly parents: readonly number[];
}

/**
 * Cuts `rows` along the syntax tree: what is too large is split at its children, small neighbours are joined, and the
 * pieces tile the rows. A class is either one piece or its head and its members, never both.
 */
export function chunkSyntax(root: Node, rows: Rows, weights: Weights, rules: LanguageRules): Piece[] {
  return pieces(root, rows, { kind: 'code', symbol: null, parents: [] }, 0);

  function pieces(node: Node, within: Rows, owner: Owner, depth: number): Piece[] {
    const groups = groupByRow(node, within, rules);
    const first = groups[0]?.from ?? within.to + 1;
    const head = first > within.from ? cutByLines({ from: within.from, to: first - 1 }, owner) : [];
    return tile([head], groups, owner, depth);
  }

  /** What stands above a block that is there by itself, and its first row, go to the first thing in it. */
  function piecesOfBlock(node: Node, within: Rows, owner: Owner, depth: number): Piece[] {
    const groups = groupByRow(node, within, rules);
    return tile(
      [],
      groups.map((group, index) => (index === 0 ? { ...group, from: within.from } : group)),
      owner,
      depth,
    );
  }

  function tile(head: readonly Piece[][], groups: readonly Group[], owner: Owner, depth: number): Piece[] {
    return joinSmall([...head, ...groups.map((group) => piecesOfGroup(group, owner, depth))], weights);
  }

  function piecesOfGroup(group: Group, owner: Owner, depth: number): Piece[] {
    const { nodes, from, to } = group;
    const rows = { from, to };
    const found = definitionsIn(nodes, owner);
    const self = ownerOf(group, found, owner);
    if (weights.of(rows) <= largestChunk) {
      const { kind, symbol, parents } = self;
      return [{ from, to, kind, symbol, parents, definitions: found.flatMap((one) => namesIn(one, owner, 0)) }];
    }
    const { node: tall, inside, alone } = tallest(group, owner);
    const [only] = inside;
    const block = tall !== undefined && isBlock(tall, inside);
    const inner = block ? tall : (only?.node ?? tall);
    if (inner === undefined || depth >= deepest || lastRow(inner) <= inner.startPosition.row) {
      return withNames(
        cutByLines(rows, self),
        found.flatMap((one) => ownName(one, owner)),
      );
    }
    // What stands in a block is found again where the block is split.
    const later = new Set(block ? inside.map(({ node }) => node.id) : []);
    const seen = found.filter(({ node }) => !later.has(node.id));
    const outer = block ? owner : only === undefined ? self : qualify(only, owner);
    return withNames(
      (block && alone ? piecesOfBlock : pieces)(inner, rows, outer, depth + 1),
      seen.flatMap((one) => ownName(one, owner)),
    );
  }

  function cutByLines(rows: Rows, owner: Owner): Piece[] {
    return cutAtBlankRows(rows, weights, largestChunk).map((part) => ({ ...part, ...owner, definitions: [] }));
  }

  /** What the rows of a group are a part of: of the first definition, unless a block holds several. */
  function ownerOf(group: Group, found: readonly FoundDefinition[], owner: Owner): Owner {
    const [first] = found;
    if (first === undefined) return looseOwner(group, owner, rules);
    const row = first.node.startPosition.row;
    const several = found.some(({ node }) => node.startPosition.row > row);
    return several ? { ...owner, kind: owner.symbol === null ? 'code' : owner.kind } : qualify(first, owner);
  }

  function definitionsIn(nodes: readonly Node[], owner: Owner): FoundDefinition[] {
    const found = nodes.flatMap((node) => findDefinitions(node, rules));
    return isFunction(owner) ? found.filter(({ kind }) => kind !== 'constant') : found;
  }

  /** Where most rows are, and what is defined in it. A comment may be taller than what it is about. */
  function tallest({ nodes }: Group, owner: Owner) {
    const height = (node: Node) => lastRow(node) - node.startPosition.row;
    const main = nodes.filter(({ type }) => rules.leading?.includes(type) !== true);
    const node = (main.length > 0 ? main : nodes).reduce<Node | undefined>(
      (best, next) => (best === undefined || height(next) > height(best) ? next : best),
      undefined,
    );
    return { node, inside: node === undefined ? [] : definitionsIn([node], owner), alone: main.length === 1 };
  }

  function namesIn(definition: FoundDefinition, owner: Named, depth: number): string[] {
    const self = qualifiedName(definition, owner);
    const members = depth >= deepestMember ? [] : findMembers(definition, rules);
    return [...ownName(definition, owner), ...members.flatMap((member) => namesIn(member, self, depth + 1))];
  }
}

/** Several definitions, or one that begins below the first row of what is around it. */
function isBlock(node: Node, inside: readonly FoundDefinition[]): boolean {
  const [first, second] = inside;
  return second !== undefined || (first !== undefined && first.node.startPosition.row > node.startPosition.row);
}

function withNames(parts: readonly Piece[], definitions: readonly string[]): Piece[] {
  return parts.map((part, index) =>
    index === 0 ? { ...part, definitions: [...definitions, ...part.definitions] } : part,
  );
}

function ownName(definition: FoundDefinition, owner: Named): string[] {
  const { kind, symbol } = qualifiedName(definition, owner);
  return kind === 'test' || kind === 'section' || definition.reopens ? [] : [symbol];
}

const types: ReadonlySet<ChunkKind> = new Set(['class', 'interface', 'enum']);

function qualify(definition: FoundDefinition, owner: Owner): Owner {
  return { ...qualifiedName(definition, owner), parents: [...owner.parents, headerRow(definition.node)] };
}

function qualifiedName({ name, kind }: FoundDefinition, owner: Named): Named & { readonly symbol: string } {
  return {
    symbol: owner.symbol === null ? name : `${owner.symbol}.${name}`,
    kind: kind === 'function' && types.has(owner.kind) ? 'method' : kind,
  };
}

/** Where the name is: decorators and modifiers above it belong to the node in some grammars. */
function headerRow(node: Node): number {
  return (node.childForFieldName('name') ?? node.childForFieldName('declarator') ?? node).startPosition.row;
}

/** What a function calls its constants is nobody else's business. */
function isFunction({ kind }: Owner): boolean {
  return kind === 'function' || kind === 'method' || kind === 'test';
}

function looseOwner(group: Group, owner: Owner, rules: LanguageRules): Owner {
  if (owner.symbol !== null) return owner;
  if (group.nodes.some((node) => rules.isExport?.(node) === true)) return { ...owner, kind: 'export' };
  const isImport = group.nodes.some(
    (node) => rules.imports?.includes(node.type) === true || rules.isImport?.(node) === true,
  );
  if (isImport) return { ...owner, kind: 'import' };
  return group.nodes.every((node) => rules.leading?.includes(node.type) === true) ? { ...owner, kind: 'text' } : owner;
}
