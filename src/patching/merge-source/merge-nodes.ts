import { areIndependent } from './are-independent.ts';
import { type Atom, atomsOf, wholeText } from './atoms.ts';
import { hasCommas, type Order, orderOf } from './containers.ts';
import { identify } from './identify.ts';
import { importedNames, joinImports } from './imported-names.ts';
import { mergeLeads } from './merge-leads.ts';
import { mergeOrder, type Place } from './merge-order.ts';
import { type Piece, resolve, unchanged } from './piece.ts';
import { sortAdded } from './sort-added.ts';
import type { SourceNode } from './source-tree.ts';
import { mapVersions, sides, type Versions } from './versions.ts';

type Parents = Versions<SourceNode> | undefined;

/** One member in the versions that have it. */
type Member = Partial<Versions<Atom>>;

/**
 * Merges three versions of a node. What only one side changed is that side's; what both changed is merged child by
 * child, down to what has no children. The pieces of a whole file begin with a line end, as every line does.
 */
export function mergeNodes(language: string, nodes: Versions<SourceNode>, parents?: Parents): Piece[] {
  const { base, left, right } = nodes;
  const isQuote = [base, left, right].every(({ type }) => type === 'quote');
  const piece = { base: base.text, left: left.text, right: right.text, ...(isQuote ? { spacing: true } : {}) };
  const isSameKind = [left, right].every(({ type, children }) => type === base.type && children.length > 0);
  if (resolve(piece) !== undefined || !isSameKind || base.children.length === 0) {
    return parents ? [piece] : [unchanged('\n'), piece];
  }

  const order = commonOrder(language, nodes, parents);
  const atoms = mapVersions(nodes, (node) => atomsOf(node, order, parents === undefined));
  const { ids, named } = identify(atoms, order);
  const hasImports = atoms.base.some(({ node }) => isImport(node));
  const members = new Map<number, Member>();
  for (const side of sides) {
    ids[side].forEach((id, index) => {
      members.set(id, { ...members.get(id), [side]: atoms[side][index] });
    });
  }
  const isElement = (id: number) => sides.every((side) => members.get(id)?.[side]?.element !== false);
  const commutes = (id: number) => (order === 'list' ? isElement(id) : named.has(id));
  const isOfImport = (id: number) => sides.some((side) => isImport(members.get(id)?.[side]?.node));
  const places = mergeOrder(ids, commutes, areApart, mayTurn, arrange);
  return writeMembers(places);

  /** Imports of different names, as against one that both sides replaced by another. */
  function areApart({ base: old, left: ours, right: theirs }: Versions<readonly number[]>): boolean {
    if (![...old, ...ours, ...theirs].every(isOfImport)) return false;
    const names = (all: readonly number[], side: 'left' | 'right') =>
      all
        .filter((id) => !members.get(id)?.base)
        .flatMap((id) => [...importedNames(members.get(id)?.[side]?.node.text ?? '')]);
    const known = new Set(names(ours, 'left'));
    return !names(theirs, 'right').some((name) => known.has(name));
  }

  /** Statements that both sides added, of which none needs another. */
  function mayTurn(ours: readonly number[], theirs: readonly number[]): boolean {
    if ([...ours, ...theirs].some((id) => members.get(id)?.base)) return false;
    const nodesOf = (all: readonly number[], side: 'left' | 'right') =>
      all.map((id) => members.get(id)?.[side]?.node).filter((node) => node !== undefined);
    return areIndependent(nodesOf(ours, 'left'), nodesOf(theirs, 'right'));
  }

  function writeMembers(all: readonly Place[]): Piece[] {
    const separate = separators(all);
    const pieces: Piece[] = [];
    const written = new Set<number>();
    let afterElement = false;
    let afterComment = false;
    for (const { ids: here, conflict } of all) {
      if (conflict) {
        const text = (side: keyof typeof conflict) =>
          conflict[side].map((id) => wholeTextOf(members.get(id)?.[side])).join('');
        pieces.push({ base: text('base'), left: text('left'), right: text('right') });
        for (const side of sides) for (const id of conflict[side]) written.add(id);
        continue;
      }
      for (const id of here) {
        const member = members.get(id);
        if (!member || written.has(id)) continue;
        written.add(id);
        if (!isKept(member)) {
          pieces.push(order === 'strict' ? deletion(member) : { ...deletion(member), free: true });
          continue;
        }
        const placed = place(member, afterElement);
        if (afterComment && !leadOf(placed).includes('\n')) pieces.push(unchanged('\n'));
        pieces.push(...write(placed, separate.get(id)));
        afterElement = isElement(id);
        afterComment = restOf(placed) !== '';
      }
    }
    return pieces;
  }

  function arrange(added: readonly number[]): readonly number[] {
    if (order === 'strict') return added;
    const key = (id: number) => sides.map((side) => keyOf(members.get(id)?.[side])).find(Boolean);
    const known = sides.map((side) => atoms[side].map(keyOf).filter((each) => each !== undefined));
    return sortAdded(added, key, known, added.every(isOfImport) ? 2 : 4);
  }

  /** What a member is sorted by: imports among others are sorted on their own. */
  function keyOf(atom: Atom | undefined): string | undefined {
    if (hasImports) return isImport(atom?.node) ? atom?.node.text : undefined;
    return atom?.name?.name;
  }

  function write(member: Member, separator: string | undefined): Piece[] {
    const { base: old, left: ours, right: theirs } = member;
    if (old && ours && theirs) {
      const versions = { base: old, left: ours, right: theirs };
      const mark = mapVersions(versions, (atom) => atom.separator);
      return [
        ...mergePrefixes(old.element ? versions : asClosed(versions)),
        ...mergeNodes(
          language,
          mapVersions(versions, ({ node }) => node),
          nodes,
        ),
        unchanged(separator ?? resolve(mark) ?? mark.left),
        mapVersions(versions, ({ rest }) => rest),
      ];
    }
    // White space before it is no part of what two additions of one name differ in.
    const added =
      !old && ours && theirs && ours.lead.trim() === theirs.lead.trim() ? { ...theirs, lead: ours.lead } : theirs;
    const text = (atom: Atom | undefined) =>
      atom ? atom.lead + atom.node.text + (separator ?? atom.separator) + atom.rest : '';
    const piece = { base: text(old), left: text(ours), right: text(added) };
    const isAddition = !old && (!ours || !theirs);
    if (!old && ours && theirs && isImport(ours.node)) {
      const joined = joinImports(ours.node.text, theirs.node.text);
      if (joined !== undefined)
        return [
          { base: '', left: ours.lead, right: ours.lead },
          { ...unchanged(joined), base: '' },
          unchanged(separator ?? ours.separator),
          { base: '', left: ours.rest, right: theirs.rest },
        ];
    }
    if (!old && ours && theirs && isAlike(ours, theirs)) return [{ ...piece, right: piece.left }];
    return [isAddition && order !== 'strict' ? { ...piece, free: true } : piece];
  }

  /** Which comma each member gets: all but the last have one, and the last has one as the versions have it. */
  function separators(all: readonly Place[]): ReadonlyMap<number, string> {
    if (order === 'strict') return new Map();
    const elements = mapVersions(atoms, (list) => list.filter(({ element }) => element));
    const inner = sides.flatMap((side) => elements[side].slice(0, -1).map(({ separator }) => separator));
    const isList = inner.every((separator) => separator.trim() === ',');
    if (!isList || (inner.length === 0 && !hasCommas(language, base.type, order))) return new Map();
    const last = mapVersions(elements, (list) => list.at(-1)?.separator ?? '');
    const kept = all.flatMap((here) => here.ids).filter((id) => isElement(id) && isKept(members.get(id) ?? {}));
    const usual = inner[0] ?? ',';
    const separated = new Map<number, string>(kept.map((id) => [id, separatorOf(members.get(id)) ?? usual]));
    const final = kept.at(-1);
    if (final !== undefined && !all.at(-1)?.conflict) separated.set(final, resolve(last) ?? last.left);
    return separated;
  }

  /** A side without elements says nothing of the white space before what closes them. */
  function asClosed(brackets: Versions<Atom>): Versions<Atom> {
    const isEmpty = mapVersions(atoms, (list) => !list.some(({ element }) => element));
    const isSpace = sides.every((side) => brackets[side].lead.trim() === '');
    if (isEmpty.left === isEmpty.right || !isSpace) return brackets;
    const own = (side: 'left' | 'right') => ({
      ...brackets[side],
      lead: isEmpty[side] ? brackets.base.lead : brackets[side].lead,
    });
    return { base: brackets.base, left: own('left'), right: own('right') };
  }

  /** Comments, attributes and decorators: one by one where all versions have as many. */
  function mergePrefixes(atoms: Versions<Atom>): Piece[] {
    const leads = mapVersions(atoms, ({ lead }) => lead);
    const count = atoms.base.prefixes.length;
    const areAlike = sides.every((side) => atoms[side].prefixes.length === count);
    if (resolve(leads) !== undefined || count === 0 || !areAlike) return mergeLeads(language, leads);
    const pieces: Piece[] = [];
    atoms.base.prefixes.forEach((base, at) => {
      const [left, right] = [atoms.left.prefixes[at] ?? base, atoms.right.prefixes[at] ?? base];
      const versions = { base, left, right };
      pieces.push(
        ...mergeLeads(
          language,
          mapVersions(versions, ({ lead }) => lead),
        ),
      );
      pieces.push(
        ...mergeNodes(
          language,
          mapVersions(versions, ({ node }) => node),
          nodes,
        ),
      );
    });
    return [...pieces, ...mergeLeads(language, mapVersions(atoms, lastSpace))];
  }
}

/** Import statements, and the elements of import lists. */
const isImport = (node: SourceNode | undefined) =>
  node !== undefined && /^(?:import|using|use_decl|namespace_use)/.test(node.type);

function commonOrder(language: string, nodes: Versions<SourceNode>, parents: Parents): Order {
  const orders = sides.map((side) => orderOf(language, nodes[side], parents?.[side]));
  return orders.find((order) => order !== orders[0]) === undefined ? (orders[0] ?? 'strict') : 'strict';
}

/** Whether something of it is left: it was not deleted, or the other side changed it. */
function isKept({ base, left, right }: Member): boolean {
  if (!base) return true;
  if (left && right) return true;
  const other = left ?? right;
  return other !== undefined && !isAlike(base, other);
}

const isAlike = (a: Atom, b: Atom) =>
  a.node.text === b.node.text && a.lead.trim() === b.lead.trim() && a.rest.trim() === b.rest.trim();

function deletion({ base, left, right }: Member): Piece {
  const text = wholeTextOf(base);
  return { base: text, left: left ? text : '', right: right ? text : '' };
}

/** What came first in its own version but does not here needs the distance that the second one had. */
function place(member: Member, afterElement: boolean): Member {
  if (member.base || !afterElement) return member;
  const move = (atom: Atom): Atom =>
    atom.nextLead === undefined ? atom : { ...atom, lead: atom.lead.replace(/^\s*/, atom.nextLead) };
  return {
    ...(member.left ? { left: move(member.left) } : {}),
    ...(member.right ? { right: move(member.right) } : {}),
  };
}

/** The white space behind the last prefix. */
const lastSpace = ({ lead }: Atom) => /\s*$/.exec(lead)?.[0] ?? '';
const leadOf = ({ base, left, right }: Member) => (base ?? left ?? right)?.lead ?? '';
const separatorOf = (member: Member | undefined) =>
  sides.map((side) => member?.[side]?.separator).find((separator) => separator?.trim() === ',');
const restOf = (member: Member) => sides.map((side) => member[side]?.rest ?? '').join('');
const wholeTextOf = (atom: Atom | undefined) => (atom ? wholeText(atom) : '');
