import type { Node } from 'web-tree-sitter';
import { languageOf } from '../syntax/language.ts';
import { parse } from '../syntax/parse.ts';
import { offThread } from '../threads/off-thread.ts';
import { isThreadEnded } from '../threads/thread-ended.ts';
import type { ChunkKind } from './chunk.ts';
import { findDefinitions } from './find-definition.ts';
import type { LanguageRules } from './languages/language-rules.ts';
import { rulesOf } from './languages/languages.ts';

/** A definition in a text. Offsets are UTF-16 units, ends are outside. */
export interface FileSymbol {
  /** Qualified as in a search result: `Class.method`. */
  readonly name: string;
  readonly kind: ChunkKind;
  /** With the comments, decorators and attributes that stand directly above it. */
  readonly leadStart: number;
  /** With `export`, decorators and the like. */
  readonly start: number;
  readonly end: number;
  /** Of the definition itself, behind `export` and decorators. */
  readonly nodeStart: number;
  /** Behind what opens its body: a brace, a colon, the parameters; -1 where it has no body. */
  readonly headEnd: number;
  /** Of its own name; -1 where no node holds just that. */
  readonly nameStart: number;
}

/** Reads the symbols of a file by its path and text; undefined where its language has no rules or does not parse at all. */
export type SymbolsOf = (path: string, text: string) => Promise<readonly FileSymbol[] | undefined>;

const listInThread = offThread(import.meta.url, listSymbolsIn);

/** All definitions of a file with their places, outer ones before what is in them. It runs in a thread. */
export const listSymbols: SymbolsOf = async (path, text) => {
  const language = languageOf(path, text);
  if (rulesOf(language) === undefined) return undefined;
  try {
    return await listInThread([language, text]);
  } catch (error) {
    if (isThreadEnded(error)) return undefined;
    throw error;
  }
};

/** The same in this thread. */
export function listSymbolsIn(language: string, text: string): Promise<FileSymbol[] | undefined> {
  const rules = rulesOf(language);
  return rules === undefined ? Promise.resolve(undefined) : parse(language, text, (root) => read(root, text, rules));
}

/** Deeper code defines nothing that is called by a qualified name. */
const deepest = 120;
/** A name is near the top of its definition. */
const mostLooked = 200;

interface Owner {
  readonly name: string | undefined;
  readonly kind: ChunkKind | undefined;
}

const holders: ReadonlySet<ChunkKind> = new Set(['class', 'interface', 'enum']);
const functions: ReadonlySet<ChunkKind> = new Set(['function', 'method', 'test']);

function read(root: Node, text: string, rules: LanguageRules): FileSymbol[] {
  const found: FileSymbol[] = [];
  visit(root, { name: undefined, kind: undefined }, 0);
  return found;

  function visit(node: Node, owner: Owner, depth: number): void {
    if (depth > deepest) return;
    const [own] = findDefinitions(node, rules);
    const isOwn = own?.node.id === node.id && !(own.kind === 'constant' && isFunction(owner));
    const inner: Owner = isOwn && own ? add(node, own, owner) : owner;
    for (const child of node.namedChildren) if (child !== null) visit(child, inner, depth + 1);
  }

  function add(node: Node, { name, kind }: { name: string; kind: ChunkKind }, owner: Owner): Owner {
    const qualified = owner.name === undefined ? name : `${owner.name}.${name}`;
    const ownKind = kind === 'function' && owner.kind !== undefined && holders.has(owner.kind) ? 'method' : kind;
    const outer = withWrappers(node, rules);
    const start = outer.startIndex;
    const end = start + text.slice(start, endOf(outer, rules)).trimEnd().length;
    found.push({
      name: qualified,
      kind: ownKind,
      leadStart: leadStart(outer, rules),
      start,
      end,
      nodeStart: node.startIndex,
      headEnd: headEnd(node),
      nameStart: nameStart(node, name),
    });
    return { name: qualified, kind: ownKind };
  }
}

const isFunction = ({ kind }: Owner) => kind !== undefined && functions.has(kind);

/** Blocks that are not a part of the one definition in them. */
const blocks = /block|body|list|preproc|namespace|linkage|foreign|^(?:internal_)?module$|bindings|structure/;

/** `export`, decorators, `const … ;` around a definition, unless something else is in them too. */
function withWrappers(node: Node, rules: LanguageRules): Node {
  let outer = node;
  for (let parent = node.parent; parent !== null; parent = parent.parent) {
    const isWrapper = rules.wrappers !== undefined && Object.hasOwn(rules.wrappers, parent.type);
    // Asked first: to list the children of a whole file for each of its definitions takes time by the square.
    if (!isWrapper || blocks.test(parent.type)) return outer;
    const isGroup = parent.children.some((child) => child?.type === '(');
    if (isGroup || findDefinitions(parent, rules).length !== 1) return outer;
    outer = parent;
  }
  return outer;
}

/** A body that stands beside its signature, and the mark that closes a declaration, belong to it. */
function endOf(node: Node, rules: LanguageRules): number {
  const isPart =
    node.parent !== null && rules.wrappers !== undefined && Object.hasOwn(rules.wrappers, node.parent.type);
  let last = node;
  for (let next = node.nextSibling; next !== null; next = next.nextSibling) {
    const closes = next.type === ';' && !isPart && next.startPosition.row === lastRow(last);
    if (!closes && rules.trailing?.includes(next.type) !== true) break;
    last = next;
  }
  return last.endIndex;
}

function headEnd(node: Node): number {
  const value = node.childForFieldName('value') ?? node.childForFieldName('right') ?? node.childForFieldName('type');
  const body = node.childForFieldName('body') ?? value?.childForFieldName('body');
  if (!body) return -1;
  if (body.child(0)?.type === '{') return body.startIndex + 1;
  let before = body.previousSibling;
  while (before !== null && /comment/.test(before.type)) before = before.previousSibling;
  return before?.endIndex ?? -1;
}

/** Comments and decorators directly above, but not those that end a line of something else. */
function leadStart(node: Node, rules: LanguageRules): number {
  let first = node;
  for (let before = node.previousSibling; before !== null; before = before.previousSibling) {
    const isBeside = lastRow(before) >= first.startPosition.row - 1;
    if (!isBeside || rules.leading?.includes(before.type) !== true) break;
    const { row } = before.startPosition;
    const { previousSibling, parent } = before;
    const trails =
      previousSibling === null
        ? parent?.parent != null && parent.startPosition.row === row
        : lastRow(previousSibling) === row && rules.leading.includes(previousSibling.type) !== true;
    if (trails && row !== node.startPosition.row) break;
    first = before;
  }
  return first.startIndex;
}

/** Some grammars end a node with its line end, which is at the beginning of the next row. */
function lastRow({ startPosition, endPosition }: Node): number {
  return endPosition.column === 0 && endPosition.row > startPosition.row ? endPosition.row - 1 : endPosition.row;
}

/** Where a node says its own name: its name field, or the first leaf that is just that. */
function nameStart(node: Node, name: string): number {
  const own = name.slice(name.lastIndexOf('.') + 1);
  const queue: Node[] = [node];
  for (let looked = 0; looked < Math.min(queue.length, mostLooked); looked += 1) {
    const next = queue[looked];
    if (next === undefined) break;
    const field = next.childForFieldName('name');
    if (field !== null && field.childCount === 0 && field.text === own) return field.startIndex;
    if (next.childCount === 0 && next.isNamed && next.text === own) return next.startIndex;
    for (const child of next.children) if (child !== null) queue.push(child);
  }
  return -1;
}
