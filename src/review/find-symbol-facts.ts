import type { Finding, LineRange } from './finding.ts';
import { changedLines } from './parse-hunks.ts';
import { type DefinedSymbol, lineAt, type ReviewedFile, type ReviewIndex, type Use } from './reviewed-file.ts';

const followed = new Set(['function', 'method', 'class', 'interface', 'enum', 'type', 'constant', 'struct', 'trait']);
/** Shorter names are used for too many things. */
const shortestName = 4;
/** Of one file: what removes more is moved as a whole. */
const mostSymbols = 40;
const mostNamed = 3;

/**
 * Definitions that a change removes or renames while code elsewhere still uses them, and functions whose parameters
 * changed while callers in files that import them stayed as they were.
 */
export async function findSymbolFacts(files: readonly ReviewedFile[], index: ReviewIndex): Promise<Finding[]> {
  const sources = files.filter(({ isTest }) => !isTest);
  const read = await Promise.all(
    sources.map(async (file) => ({
      file,
      old: file.before === null ? [] : ((await index.symbolsOf(file.previousPath, file.before)) ?? []),
      now: file.after === null ? [] : ((await index.symbolsOf(file.path, file.after)) ?? []),
    })),
  );
  const defined = new Set(read.flatMap(({ now }) => now.map(({ name }) => lastOf(name))));
  const touched = new Map(files.map((file) => [file.path, new Set(changedLines(file.hunks, 'now'))]));
  const found: Finding[] = [];
  for (const { file, old, now } of read) {
    const names = new Set(now.map(({ name }) => name));
    const gone = old.filter(({ name, kind }) => !names.has(name) && followed.has(kind) && !defined.has(lastOf(name)));
    for (const symbol of gone.slice(0, mostSymbols)) found.push(...(await removedSymbol(file, symbol, index, touched)));
    for (const [before, after] of changedSignatures(file, old, now).slice(0, mostSymbols)) {
      found.push(...(await changedSignature(file, before, after, index, touched)));
    }
  }
  return found;
}

async function removedSymbol(
  file: ReviewedFile,
  symbol: DefinedSymbol,
  index: ReviewIndex,
  touched: ReadonlyMap<string, ReadonlySet<number>>,
): Promise<Finding[]> {
  const name = lastOf(symbol.name);
  if (name.length < shortestName) return [];
  const { uses, definitions } = await index.usesOf(name);
  // Another definition of the same name may be what is meant.
  if (definitions.length > 0) return [];
  // Who writes the name in the same change means something else by it.
  const near = (await nearUses(file, uses, index)).filter(
    ({ path, startLine, endLine }) => !hasLineIn(touched.get(path), startLine, endLine),
  );
  if (near.length === 0) return [];
  return [
    apiBreak(file.path, symbol.name, placeOf(file, symbol), {
      rule: 'removed symbol',
      removed: rangeOf(file.before ?? '', symbol),
      title: `\`${name}\` is gone, but still used in ${placesOf(near)}.`,
      consequence: 'That code fails as soon as it is loaded, compiled or reached.',
      quote: name,
    }),
  ];
}

async function changedSignature(
  file: ReviewedFile,
  before: DefinedSymbol,
  after: DefinedSymbol,
  index: ReviewIndex,
  touched: ReadonlyMap<string, ReadonlySet<number>>,
): Promise<Finding[]> {
  const name = lastOf(after.name);
  if (name.length < shortestName || file.after === null) return [];
  const { uses, definitions } = await index.usesOf(name);
  if (definitions.length > 1) return [];
  const near = (await nearUses(file, uses, index)).filter(
    ({ path, startLine, endLine, symbol }) =>
      !(path === file.path && symbol === after.name) && !hasLineIn(touched.get(path), startLine, endLine),
  );
  if (near.length === 0) return [];
  return [
    apiBreak(file.path, after.name, lineAt(file.after, after.nodeStart), {
      rule: 'changed signature',
      removed: null,
      title: `The parameters of \`${name}\` changed, but not the calls in ${placesOf(near)}.`,
      consequence: 'Those calls now pass the wrong arguments, or too few.',
      quote: `${name}(${parametersOf(file.before ?? '', before)?.join(',') ?? ''})`,
    }),
  ];
}

function apiBreak(
  path: string,
  symbol: string,
  line: number,
  what: Pick<Finding, 'rule' | 'removed' | 'title' | 'consequence' | 'quote'>,
): Finding {
  const lines = { start: line, end: line };
  return { category: 'API break', severity: 'major', path, lines, symbol, suggestion: null, ...what };
}

/** Functions in both versions that now ask for more or fewer arguments. */
function changedSignatures(
  { before, after }: ReviewedFile,
  old: readonly DefinedSymbol[],
  now: readonly DefinedSymbol[],
): [DefinedSymbol, DefinedSymbol][] {
  if (before === null || after === null) return [];
  const onlyOnce = (list: readonly DefinedSymbol[], name: string) =>
    list.filter((each) => each.name === name).length === 1;
  return old.flatMap((symbol): [DefinedSymbol, DefinedSymbol][] => {
    if (symbol.kind !== 'function' && symbol.kind !== 'method') return [];
    const counterpart = now.find(({ name, kind }) => name === symbol.name && kind === symbol.kind);
    if (counterpart === undefined || !onlyOnce(old, symbol.name) || !onlyOnce(now, symbol.name)) return [];
    const [from, to] = [parametersOf(before, symbol), parametersOf(after, counterpart)];
    if (from === undefined || to === undefined) return [];
    const needed = (parameters: readonly string[]) => parameters.filter((parameter) => !isOptional(parameter)).length;
    const isFewer = to.length < from.length && !to.some(isVariadic);
    return needed(to) > needed(from) || isFewer ? [[symbol, counterpart]] : [];
  });
}

const isOptional = (parameter: string) => /[=?]|\.\.\.|^\*|\bvararg\b/.test(parameter);
const isVariadic = (parameter: string) => /\.\.\.|^\*|\bvararg\b/.test(parameter);

/** The parameters between the first parentheses of a definition's head; undefined where it has none. */
function parametersOf(text: string, { nodeStart, end, headEnd }: DefinedSymbol): string[] | undefined {
  const head = text.slice(nodeStart, headEnd === -1 ? end : headEnd).slice(0, 4_000);
  const open = head.indexOf('(');
  if (open === -1) return undefined;
  const parameters: string[] = [];
  let [depth, from] = [0, open + 1];
  for (let at = open; at < head.length; at += 1) {
    const character = head.charAt(at);
    if ('([{<'.includes(character)) depth += 1;
    const isArrow = character === '>' && '=-'.includes(head.charAt(at - 1));
    if (')]}>'.includes(character) && !isArrow) depth -= 1;
    if (depth === 0 || (depth === 1 && character === ',')) {
      parameters.push(head.slice(from, at).trim());
      from = at + 1;
    }
    if (depth === 0) return parameters.filter((parameter) => !/^(?:|self|cls|&?(?:mut )?self|this)$/.test(parameter));
  }
  return undefined;
}

/** The uses in the file itself and in files that import it; where it is gone as a whole, all of them. */
async function nearUses(file: ReviewedFile, uses: readonly Use[], index: ReviewIndex): Promise<Use[]> {
  if (file.after === null) return [...uses];
  const importers = new Set(((await index.importersOf(file.path)) ?? []).map(({ path }) => path));
  return uses.filter(({ path }) => path === file.path || importers.has(path));
}

function placesOf(uses: readonly Use[]): string {
  const places = [...new Set(uses.map(({ path, startLine }) => `\`${path}:${startLine}\``))];
  const more = places.length - mostNamed;
  return places.slice(0, mostNamed).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function hasLineIn(lines: ReadonlySet<number> | undefined, start: number, end: number): boolean {
  return lines !== undefined && [...lines].some((line) => line >= start && line <= end);
}

/** The line of the new file where a removed definition was: the first changed one behind what stood before it. */
function placeOf({ before, hunks }: ReviewedFile, { nodeStart }: DefinedSymbol): number {
  const old = lineAt(before ?? '', nodeStart);
  let place = 1;
  for (const line of hunks.flatMap(({ lines }) => lines)) {
    if (line.now !== null) place = line.now;
    if (line.old === old) return place;
  }
  return place;
}

function rangeOf(text: string, { nodeStart }: DefinedSymbol): LineRange {
  const line = lineAt(text, nodeStart);
  return { start: line, end: line };
}

function lastOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
