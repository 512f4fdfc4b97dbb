import { visibleText } from '../security/sanitize-text.ts';
import { textOf } from '../text/lines.ts';
import type { BuildCommand } from './build-commands.ts';
import type { ContextChunk } from './choose-chunks.ts';
import type { Excerpt } from './find-conventions.ts';
import type { LinesOf } from './read-lines.ts';
import type { Facts } from './repository-facts.ts';
import type { MappedFile } from './signature-map.ts';

/** Stands for lines that are left out. */
const gap = '⋮';

/** What is shown of a repository: places, whose text is read from the commit. */
export interface ChosenContext {
  readonly facts: Facts;
  readonly map: readonly MappedFile[];
  /** Best first. */
  readonly chunks: readonly ContextChunk[];
}

/** The files that a context shows text of. */
export function contextFiles({ facts, map, chunks }: ChosenContext): string[] {
  return [...new Set([...facts.conventions, ...map, ...chunks].map(({ path }) => path))];
}

/**
 * The context as text for a model. What it holds is data from the repository: whoever sends it puts it into a marked block.
 * Each part begins with a mark and ends with a line end, so its tokens are the sum of its parts'.
 */
export function renderContext({ facts, map, chunks }: ChosenContext, linesOf: LinesOf): string {
  return [
    renderLayout(facts.layout),
    renderCommands(facts.commands),
    ...facts.conventions.map((excerpt) => renderExcerpt(excerpt, linesOf(excerpt.path))),
    renderMap(map, linesOf),
    ...chunks.map((chunk) => renderChunk(chunk, linesOf(chunk.path))),
  ].join('');
}

export function renderLayout(layout: readonly string[]): string {
  return layout.length === 0 ? '' : `## Files of the repository\n${list(layout)}\n`;
}

export function renderCommands(commands: readonly BuildCommand[]): string {
  if (commands.length === 0) return '';
  return `## How it is built and tested\n${list(commands.map(({ command, from }) => `${command} (${from})`))}\n`;
}

export function renderExcerpt({ path, startLine, endLine, left }: Excerpt, lines: readonly string[]): string {
  const text = textOf({ startLine, endLine }, lines);
  const title = `Conventions, from ${path}${left > 0 ? `, lines ${startLine}-${endLine} of ${endLine + left}` : ''}`;
  return block(title, left > 0 ? `${text}\n${gap}` : text);
}

export function renderMap(map: readonly MappedFile[], linesOf: LinesOf): string {
  if (map.length === 0) return '';
  const files = map.map(({ path, lines, left }) => {
    const text = linesOf(path);
    const shown = lines.map((line) => `${line}: ${clip(text[line - 1] ?? '')}`);
    return [oneLine(path), ...shown, ...(left > 0 ? [`${gap} ${left} more`] : [])].join('\n');
  });
  return block('Map of the likeliest files: what they define, by line', files.join('\n\n'));
}

export function renderChunk(chunk: ContextChunk, lines: readonly string[]): string {
  const { path, startLine, endLine, parents, cutFrom, why } = chunk;
  const places = [...parents, `${startLine}-${endLine}`].join(', ');
  const whole = cutFrom === null ? '' : `, of a definition in lines ${cutFrom.startLine}-${cutFrom.endLine}`;
  const around = parents.flatMap((line, index) => {
    const isNext = (parents[index + 1] ?? startLine) === line + 1;
    return [lines[line - 1] ?? '', ...(isNext ? [] : [gap])];
  });
  const text = [...around, textOf({ startLine, endLine }, lines), ...((cutFrom?.endLine ?? 0) > endLine ? [gap] : [])];
  return block(`${path}, lines ${places}${whole} (${why})`, text.join('\n'));
}

/** Cleaned before its fence is chosen: without hidden characters, two runs of backticks may become one. */
function block(title: string, text: string): string {
  const visible = visibleText(text);
  const fence = fenceFor(visible);
  return `## ${oneLine(title)}\n${fence}\n${visible}\n${fence}\n\n`;
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${oneLine(item)}\n`).join('');
}

/** A path may hold a line end. */
function oneLine(text: string): string {
  return visibleText(text).replaceAll('\n', ' ');
}

const longestSignature = 200;

function clip(line: string): string {
  return line.length > longestSignature ? `${line.slice(0, longestSignature)}…` : line.trimEnd();
}

/** Longer than any run of backticks in the text, so that the text cannot end its block. */
function fenceFor(text: string): string {
  const longest = (text.match(/`+/g) ?? []).reduce((length, run) => Math.max(length, run.length), 2);
  return '`'.repeat(longest + 1);
}
