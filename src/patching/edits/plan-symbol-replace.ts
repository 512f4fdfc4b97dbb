import type { FileSymbol } from '../../indexing/list-symbols.ts';
import { languageOf } from '../../syntax/language.ts';
import { indentOf } from '../indentation.ts';
import { changesBetween } from '../text-changes.ts';
import { completeText } from '../whole/complete-text.ts';
import { keepFormatting } from '../whole/keep-formatting.ts';
import { keepMembers } from '../whole/keep-members.ts';
import { addedNames, leftOut } from '../whole/left-out.ts';
import { fitIndentation } from './fit-indentation.ts';
import { lineStart, nextLine } from './line-range.ts';
import { whyIncomplete } from './plan-whole-file.ts';
import type { Planned, SourceFile } from './planned.ts';
import { shiftLines } from './shift-lines.ts';

const holders: ReadonlySet<string> = new Set(['class', 'interface', 'module']);

/**
 * Puts a whole new definition in place of one, of which only what differs in more than form is taken. What the content
 * does not begin with stays in front of it: comments, decorators, `export`. Members that a class leaves out stay too,
 * unless it is `complete` or leaves out the code of a comment only.
 */
export async function planSymbolReplace(
  file: SourceFile,
  symbol: FileSymbol,
  content: string,
  complete: boolean,
): Promise<Planned> {
  const { path, text } = file;
  const start = startFor(text, symbol, content);
  const row = lineStart(text, start);
  const isAlone = text.slice(row, start).trim() === '';
  const from = isAlone ? row : start;
  const fitted = fitIndentation(content, text);
  const shifted = shiftLines(fitted, indentOf(text.slice(row, start)), text.slice(row, symbol.end).split('\n'));
  const moved = isAlone ? shifted : shifted.trimStart();
  const constructed = text.slice(0, from) + withEnd(moved, text.slice(from, symbol.end)) + text.slice(symbol.end);
  const firstRow = text.slice(0, from).split('\n').length - 1;
  const whole = await completeText(file, constructed, { from: firstRow, to: firstRow + moved.split('\n').length });
  if ('refused' in whole) return whole;

  const [before, after] = [await file.symbols(), await file.symbolsOf(path, whole.text)];
  if (!before || !after) return { refused: `${path} could not be parsed with the new ${symbol.name}.` };
  const wrong = whyNotInPlace(text, whole.text, before, after, symbol);
  if (wrong !== undefined) return { refused: wrong };
  const missing = leftOut(before, after);
  const notes: string[] = [];
  let given = whole.text;
  if (whole.elided) {
    const refused = whyIncomplete(missing, addedNames(before, after));
    if (refused !== undefined) return { refused };
  } else if (missing.length > 0 && holders.has(symbol.kind) && !complete) {
    const kept = keepMembers({ text, symbols: before }, { text: whole.text, symbols: after }, symbol, missing);
    if ('refused' in kept) return kept;
    given = kept.text;
    notes.push(`keeps what the content leaves out: ${missing.join(', ')}; delete_symbol deletes`);
  } else if (missing.length > 0) notes.push(`deletes what the content leaves out: ${missing.join(', ')}`);

  const result = await keepFormatting(languageOf(path, text), text, given);
  if (result === text) {
    return { refused: `The content differs from ${symbol.name} in nothing, or in form only, so nothing would change.` };
  }
  const changes = changesBetween(text, result);
  const last = nextLine(text, symbol.end);
  const outside = changes.some((change) => change.start < lineStart(text, symbol.leadStart) || change.end > last);
  return outside
    ? { refused: `The content would change more than ${symbol.name}.` }
    : { changes, quoted: [{ start: from, end: symbol.end }], notes };
}

/** What some grammars have inside of a definition: `@Override`, `[Obsolete("…")]`. */
const attributes =
  /^(?:(?:@(?!interface\b)[\p{L}_][\p{L}\p{N}_.:]*(?:\((?:[^()"]|"(?:\\.|[^"\\])*"|\([^()]*\))*\))?|\[(?:[^[\]"]|"(?:\\.|[^"\\])*"|\[[^[\]]*\])*\])\s+)+(?=\S)/u;

/** Where the replaced text begins. */
function startFor(text: string, { leadStart, start, nodeStart, end }: FileSymbol, content: string): number {
  const given = content.trimStart();
  const isAttribute = /^(?:@(?!interface\b)|#!?\[|\[)/;
  if (/^(?:\/\/|\/\*|#(?!!?\[)|--|;|%|<!--)/.test(given)) return leadStart;
  const lead = text.slice(leadStart, start);
  if (isAttribute.test(given)) {
    const attribute = /^[^\S\n]*(?:@|#!?\[|\[)/m.exec(lead);
    return attribute ? leadStart + attribute.index + attribute[0].search(/\S/) : start;
  }
  const head = text.slice(start, nodeStart);
  if (isAttribute.test(head)) return nodeStart;
  const [own] = attributes.exec(text.slice(nodeStart, end)) ?? [''];
  if (own !== '') return nodeStart + own.length;
  const [exported] = /^export\s+(?:default\s+)?/.exec(text.slice(start)) ?? [''];
  return /^export\b/.test(given) ? start : start + exported.length;
}

/** The semicolon that ends an assignment need not be handed back. */
function withEnd(content: string, replaced: string): string {
  const isMissing = replaced.endsWith(';') && !content.endsWith(';');
  return isMissing && !/^\s*(?:export\s+)?(?:default\s+)?(?:async\s+)?(?:function|class)\b/.test(content)
    ? `${content};`
    : content;
}

/** The new definition must be there under its name, and every other one as it was. */
function whyNotInPlace(
  text: string,
  result: string,
  before: readonly FileSymbol[],
  after: readonly FileSymbol[],
  symbol: FileSymbol,
): string | undefined {
  const shift = result.length - text.length;
  const isInside = (other: FileSymbol, end: number) => other.start < end && other.end > symbol.leadStart;
  const others = (symbols: readonly FileSymbol[], source: string, end: number) =>
    symbols
      .filter((other) => other.end <= symbol.leadStart || other.start >= end)
      .map(({ name, start, end: stop }) => `${name} ${source.slice(start, stop)}`);
  if (others(before, text, symbol.end).join('\0') !== others(after, result, symbol.end + shift).join('\0')) {
    return `With this content, definitions beside ${symbol.name} would not be what they are. Check its brackets and its indentation.`;
  }
  const inside = after.filter((other) => isInside(other, symbol.end + shift));
  if (inside.some(({ name, kind }) => name === symbol.name && holders.has(kind) === holders.has(symbol.kind)))
    return undefined;
  const defines = inside.map(({ name }) => name).filter((name) => !symbol.name.startsWith(`${name}.`));
  const found = defines.length === 0 ? 'nothing' : defines.slice(0, 5).join(', ');
  return `The content must define ${symbol.name}, and defines ${found}. To give it another name, use rename_symbol.`;
}
