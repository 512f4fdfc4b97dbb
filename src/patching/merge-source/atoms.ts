import type { Order } from './containers.ts';
import { type MemberName, memberName } from './member-name.ts';
import type { SourceNode } from './source-tree.ts';

/** A child of a node with the text that belongs to it. */
export interface Atom {
  /** White space before it, and in a container its comments and attributes. */
  readonly lead: string;
  /** What of the lead is no white space, each with the white space before it. */
  readonly prefixes: readonly Prefix[];
  readonly node: SourceNode;
  /** The comma or semicolon behind it, with the white space before that; in containers only. */
  readonly separator: string;
  /** A comment behind it in its line; in containers only. */
  readonly rest: string;
  readonly name: MemberName | undefined;
  /** An element of a list, as against a bracket. */
  readonly element: boolean;
  /** What a new member in front of it must be followed by; set where it is the first one. */
  readonly nextLead: string | undefined;
}

export interface Prefix {
  readonly lead: string;
  readonly node: SourceNode;
}

const prefix = /comment|^(?:attribute_item|decorator|annotation)$/;
const brackets = /_(?:start|end)$|^(?:enum_body_declarations|php_tag|field_declaration_list)$/;
/** A signature together with its body. */
const whole = 'function_definition';
const lineBreaks = /\n[^\S\n]*\n/;

/** The children of a node, in order; together their texts are the node's. The first line of a file begins as all do. */
export function atomsOf(node: SourceNode, order: Order, isRoot: boolean): Atom[] {
  const { children } = node;
  const atoms: Atom[] = [];
  let prefixes: Prefix[] = [];
  let at = node.start;
  const between = (from: number, to: number) => node.text.slice(from - node.start, to - node.start);
  const end = (part: SourceNode) => part.start + part.text.length;
  const startOf = (index: number) => children[index]?.start ?? node.start + node.text.length;
  /** In Dart, a method's body is its sibling. */
  const withBody = (part: SourceNode, next: SourceNode | undefined): SourceNode =>
    next?.type === 'function_body' && part.type.endsWith('signature') && node.type !== whole
      ? { ...part, type: whole, text: between(part.start, end(next)), children: [part, next] }
      : part;
  const push = (lead: string, part: SourceNode, separator = '', rest = '') => {
    const name =
      order === 'strict' || (order === 'list' && !/pair|keyed|element|field/.test(part.type))
        ? undefined
        : memberName(part);
    const element = order !== 'strict' && part.named && !brackets.test(part.type) && part.field !== 'module_name';
    atoms.push({ lead, prefixes, node: part, separator, rest, name, element, nextLead: undefined });
    prefixes = [];
  };

  for (let index = 0; index < children.length; index += 1) {
    const first = children[index];
    if (!first) break;
    const part = withBody(first, children[index + 1]);
    if (part !== first) index += 1;
    const next = startOf(index + 1);
    if (order === 'strict') {
      push(between(at, part.start), part);
      at = end(part);
      continue;
    }
    const isBar = part.text === '|' && !part.named && node.type === 'union_type';
    if (isBar || prefix.test(part.type)) {
      const isLast = children[index + 1] === undefined;
      const standsAlone = isLast || (/comment/.test(part.type) && lineBreaks.test(between(end(part), next)));
      if (!standsAlone) {
        const last = prefixes.at(-1)?.node;
        prefixes.push({ lead: between(last ? end(last) : at, part.start), node: part });
        continue;
      }
      prefixes = [];
      // Comments that a blank line parts from what follows are on their own.
      const text = between(at, end(part));
      const lead = /^\s*/.exec(text)?.[0] ?? '';
      push(lead, { ...part, start: at + lead.length, text: text.slice(lead.length), children: [] });
      at = end(part);
      continue;
    }
    const lead = between(at, part.start);
    let stop = end(part);
    let separator = '';
    let rest = '';
    for (let after = children[index + 1]; part.named && after; after = children[index + 1]) {
      const gap = between(stop, after.start);
      if (gap.includes('\n')) break;
      if (separator === '' && rest === '' && /^[,;]$/.test(after.text)) separator = gap + after.text;
      else if (
        /comment/.test(after.type) &&
        (startOf(index + 2) === startOf(children.length) || between(end(after), startOf(index + 2)).includes('\n'))
      )
        rest += gap + after.text;
      else break;
      stop = end(after);
      index += 1;
    }
    push(lead, part, separator, rest);
    at = stop;
  }
  if (isRoot)
    push(node.text.slice(at - node.start), { type: 'end', field: '', named: false, start: at, text: '', children: [] });
  const [first, ...others] = atoms;
  return withNextLeads(isRoot && first ? [asFirst(first), ...others] : atoms);
}

function asFirst(atom: Atom): Atom {
  const [first, ...others] = atom.prefixes;
  const prefixes = first ? [{ ...first, lead: `\n${first.lead}` }, ...others] : [];
  return { ...atom, lead: `\n${atom.lead}`, prefixes };
}

function withNextLeads(atoms: readonly Atom[]): Atom[] {
  return atoms.map((atom, index) => {
    const next = atoms[index + 1];
    if (!atom.element || atoms[index - 1]?.element) return atom;
    const [own = ''] = /^\s*/.exec(atom.lead) ?? [];
    return { ...atom, nextLead: next?.element ? (/^\s*/.exec(next.lead)?.[0] ?? '') : own || ' ' };
  });
}

export const wholeText = ({ lead, node, separator, rest }: Atom) => lead + node.text + separator + rest;
