import type { Node } from 'web-tree-sitter';
import type { ChunkKind } from './chunk.ts';
import { cutAtBlankRows, type Rows, type Weights } from './chunk-lines.ts';
import { type FoundDefinition, findDefinition, findMembers } from './find-definition.ts';
import type { LanguageRules } from './languages/language-rules.ts';

/** In characters that are not white space, as cAST counts (arxiv.org/abs/2506.15655): more is split. */
export const largestChunk = 2_000;
/** A definition smaller than `small` joins its neighbour as long as both together stay within `joined`. */
const small = 300;
const joined = 800;
/** Deeper code is cut by lines: a tree can be as deep as its file is long. */
const deepest = 60;

export interface Piece extends Rows {
  readonly kind: ChunkKind;
  readonly symbol: string | null;
  readonly definitions: readonly string[];
}

interface Owner {
  readonly kind: ChunkKind;
  readonly symbol: string | null;
}

/** The children of a node that begin in one row, up to the row where the next ones begin. */
interface Group extends Rows {
  readonly nodes: readonly Node[];
}

/**
 * Cuts `rows` along the syntax tree: what is too large is split at its children, small neighbours are joined, and the
 * pieces tile the rows. A class is either one piece or its head and its members, never both.
 */
export function chunkSyntax(root: Node, rows: Rows, weights: Weights, rules: LanguageRules): Piece[] {
  return pieces(root, rows, { kind: 'code', symbol: null }, 0);

  function pieces(node: Node, within: Rows, owner: Owner, depth: number): Piece[] {
    const groups = groupByRow(node, within, rules);
    const first = groups[0]?.from ?? within.to + 1;
    const head = first > within.from ? [[{ ...owner, from: within.from, to: first - 1, definitions: [] }]] : [];
    return joinSmall([...head, ...groups.map((group) => piecesOfGroup(group, owner, depth))], weights);
  }

  function piecesOfGroup(group: Group, owner: Owner, depth: number): Piece[] {
    const found = group.nodes
      .flatMap((node) => findDefinition(node, rules) ?? [])
      .filter(({ kind }) => kind !== 'constant' || !isFunction(owner));
    const main = found[0];
    const self = main === undefined ? looseOwner(group, owner, rules) : qualify(main, owner);
    const rows = { from: group.from, to: group.to };
    const own = found.map((definition) => qualify(definition, owner).symbol);
    if (weights.of(group) <= largestChunk) {
      const members = found.flatMap((definition) => membersOf(definition, owner));
      return [{ ...rows, ...self, definitions: [...own, ...members] }];
    }
    const inner = main?.node ?? tallest(group.nodes);
    const parts =
      inner === undefined || depth >= deepest || inner.endPosition.row <= inner.startPosition.row
        ? cutAtBlankRows(rows, weights, largestChunk).map((part) => ({ ...part, ...self, definitions: [] }))
        : pieces(inner, rows, self, depth + 1);
    return parts.map((part, index) => (index === 0 ? { ...part, definitions: [...own, ...part.definitions] } : part));
  }

  function membersOf(definition: FoundDefinition, owner: Owner): string[] {
    const self = qualify(definition, owner);
    return findMembers(definition, rules).map((member) => qualify(member, self).symbol);
  }
}

function qualify({ name, kind }: FoundDefinition, owner: Owner): { kind: ChunkKind; symbol: string } {
  const symbol = owner.symbol === null ? name : `${owner.symbol}.${name}`;
  return { symbol, kind: kind === 'function' && owner.kind === 'class' ? 'method' : kind };
}

/** What a function calls its constants is nobody else's business. */
function isFunction({ kind }: Owner): boolean {
  return kind === 'function' || kind === 'method';
}

function looseOwner(group: Group, owner: Owner, rules: LanguageRules): Owner {
  const isImport = group.nodes.some((node) => rules.imports.includes(node.type));
  return isImport && owner.symbol === null ? { kind: 'import', symbol: null } : owner;
}

function groupByRow(node: Node, within: Rows, rules: LanguageRules): Group[] {
  const groups: { from: number; end: number; nodes: Node[]; leading: boolean }[] = [];
  for (const child of node.namedChildren) {
    if (child === null || child.startPosition.row > within.to) continue;
    const leading = rules.leading.includes(child.type);
    const from = Math.max(child.startPosition.row, within.from);
    const end = child.endPosition.row;
    const last = groups.at(-1);
    const trails = last !== undefined && (from === last.from || (leading && from <= last.end));
    const leads = last?.leading === true && from <= last.end + 1;
    if (last !== undefined && (trails || leads)) {
      last.nodes.push(child);
      last.end = Math.max(last.end, end);
      last.leading &&= leading;
    } else {
      groups.push({ from, end, nodes: [child], leading });
    }
  }
  return groups.map(({ from, nodes }, index) => ({ from, to: (groups[index + 1]?.from ?? within.to + 1) - 1, nodes }));
}

function tallest(nodes: readonly Node[]): Node | undefined {
  const height = (node: Node) => node.endPosition.row - node.startPosition.row;
  return nodes.reduce<Node | undefined>(
    (best, node) => (best === undefined || height(node) > height(best) ? node : best),
    undefined,
  );
}

/** Joins neighbours on one level. The pieces of what was split stay apart, but for a head in front of the first. */
function joinSmall(siblings: readonly (readonly Piece[])[], weights: Weights): Piece[] {
  const result: Piece[] = [];
  let open = false;
  for (const [first, ...rest] of siblings) {
    if (first === undefined) continue;
    const last = result.at(-1);
    const whole = rest.length === 0;
    if (open && last !== undefined && belongTogether(last, first, whole, weights))
      result.splice(-1, 1, join(last, first));
    else result.push(first);
    result.push(...rest);
    open = whole;
  }
  return result;
}

function belongTogether(left: Piece, right: Piece, whole: boolean, weights: Weights): boolean {
  const together = weights.of({ from: left.from, to: right.to });
  const loose = left.symbol === right.symbol && right.definitions.length === 0 && left.definitions.length === 0;
  if (loose) return together <= largestChunk;
  return whole && together <= joined && Math.min(weights.of(left), weights.of(right)) < small;
}

function join(left: Piece, right: Piece): Piece {
  const named = left.definitions.length > 0 || right.definitions.length === 0 ? left : right;
  return {
    from: left.from,
    to: right.to,
    kind: named.kind,
    symbol: named.symbol,
    definitions: [...left.definitions, ...right.definitions],
  };
}
