import type { FileSymbol } from '../../indexing/list-symbols.ts';
import { isTestPath } from '../../text/test-path.ts';

export interface ReadFile {
  readonly text: string;
  readonly symbols: readonly FileSymbol[];
}

/** Names of the symbols whose text is not the same on both sides, the innermost that tell, sorted. */
export function changedSymbols(before: ReadFile, after: ReadFile): string[] {
  const [old, now] = [textsOf(before), textsOf(after)];
  const changed = [...new Set([...old.keys(), ...now.keys()])].filter((name) => old.get(name) !== now.get(name));
  // A class differs wherever one of its methods does.
  return changed.filter((name) => !changed.some((other) => other.startsWith(`${name}.`))).sort();
}

/**
 * What others may call that is gone, or that is called in another way: by the signatures in the syntax tree. What is public,
 * each language says in its own way; where one does not say, a leading underscore is private.
 */
export function brokenApi(path: string, before: ReadFile, after: ReadFile): string[] {
  if (isTestPath(path)) return [];
  const now = signaturesOf(path, after);
  return [...signaturesOf(path, before)].filter(([name, head]) => now.get(name) !== head).map(([name]) => name);
}

function textsOf({ text, symbols }: ReadFile): Map<string, string> {
  const texts = new Map<string, string>();
  for (const { name, start, end } of symbols) texts.set(name, `${texts.get(name) ?? ''}${text.slice(start, end)}`);
  return texts;
}

const holding: ReadonlySet<FileSymbol['kind']> = new Set(['class', 'interface', 'enum']);
/** A section is a heading, or a key of a data file. */
const notCalled: ReadonlySet<FileSymbol['kind']> = new Set(['test', 'constant', 'section']);

/** The heads of the public functions, methods and types. Overloads of one name stand together. */
function signaturesOf(path: string, { text, symbols }: ReadFile): Map<string, string> {
  const heads = new Map<string, string>();
  const holders = new Set(symbols.filter(({ kind }) => holding.has(kind)).map(({ name }) => name));
  const isPublic = publicIn(path);
  for (const symbol of symbols) {
    const { name, kind, start, headEnd } = symbol;
    if (notCalled.has(kind)) continue;
    const lead = text.slice(start, headEnd === -1 ? symbol.end : headEnd);
    const owner = name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : null;
    // What is inside a function is its own matter.
    if (owner !== null && !(heads.has(owner) && holders.has(owner))) continue;
    if (!isPublic(lead, name.slice((owner?.length ?? -1) + 1), owner)) continue;
    heads.set(name, `${heads.get(name) ?? ''}${lead.replace(/\s+/g, '')}`);
  }
  return heads;
}

type IsPublic = (head: string, name: string, owner: string | null) => boolean;

function publicIn(path: string): IsPublic {
  const extension = /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  if (/^[cm]?[jt]sx?$/.test(extension)) {
    return (head, name, owner) =>
      owner === null ? /^\s*export\b/.test(head) : !/^[#_]/.test(name) && !/^\s*(?:private|protected)\b/.test(head);
  }
  if (extension === 'go') return (_, name) => /^\p{Lu}/u.test(name);
  if (['rs', 'java', 'cs', 'swift', 'scala'].includes(extension)) return (head) => /\b(?:pub|public|open)\b/.test(head);
  return (head, name) => !name.startsWith('_') && !/\b(?:private|protected|internal|static inline)\b/.test(head);
}
