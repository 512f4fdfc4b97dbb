import { offThread } from '../../threads/off-thread.ts';
import { losesEdits } from './find-losses.ts';
import type { Versions } from './identify.ts';
import { mergeNodes } from './merge-nodes.ts';
import { resolve } from './piece.ts';
import { render } from './render.ts';
import { countNames } from './repeated-names.ts';
import { readTree, type SourceNode } from './source-tree.ts';

export interface LineMerge {
  readonly text: string;
  readonly conflicts: number;
}

/** Larger files merge by line: a tree takes about a hundred times the memory of its text. */
const longest = 500_000;

/**
 * A merge by structure that is better than the given one by line; undefined where there is none: without a grammar,
 * where a version does not parse, where the merge by line is clean and sound, and where this one cannot show that it
 * keeps the edits of both sides.
 */
export async function mergeStructure(
  texts: Versions<string>,
  language: string,
  byLine: LineMerge,
): Promise<LineMerge | undefined> {
  if (Math.max(texts.base.length, texts.left.length, texts.right.length) > longest) return undefined;
  const ends = readEnds(texts);
  if (!ends) return undefined;
  const { base, left, right } = ends.texts;
  const trees = {
    base: await readTree(language, base),
    left: await readTree(language, left),
    right: await readTree(language, right),
  };
  if (!trees.base || !trees.left || !trees.right) return undefined;
  const versions = { base: trees.base, left: trees.left, right: trees.right };
  if (byLine.conflicts === 0 && (await isSound(language, versions, byLine.text))) return undefined;

  const { text, conflicts } = render(mergeNodes(language, versions));
  if (conflicts > 0 && byLine.conflicts > 0 && conflictLines(text) > conflictLines(byLine.text)) return undefined;
  if (conflicts === 0 && !(await isSound(language, versions, text))) return undefined;
  if (losesEdits({ base, left, right, merged: text }, conflicts === 0)) return undefined;
  return { text: ends.restore(text), conflicts };
}

export const mergeStructureInThread = offThread(import.meta.url, mergeStructure);

/** It parses, and defines nothing twice that no version defines twice. */
async function isSound(language: string, versions: Versions<SourceNode>, merged: string): Promise<boolean> {
  const tree = await readTree(language, merged.replaceAll('\r\n', '\n'));
  if (!tree) return false;
  const known = [versions.base, versions.left, versions.right].map((root) => countNames(language, root));
  for (const [name, count] of countNames(language, tree)) {
    if (count > 1 && known.every((names) => count > (names.get(name) ?? 0))) return false;
  }
  return true;
}

/** The three texts with plain line ends and no byte order mark, and how the merge gets them back. */
function readEnds(texts: Versions<string>) {
  const forms = [texts.base, texts.left, texts.right].map(formOf);
  const [base, left, right] = forms;
  if (!base || !left || !right) return undefined;
  const mark = resolve({ base: base.mark, left: left.mark, right: right.mark }) ?? left.mark;
  const end = resolve({ base: base.end, left: left.end, right: right.end }) ?? left.end;
  return {
    texts: { base: base.plain, left: left.plain, right: right.plain },
    restore: (text: string) => mark + (end === '\r\n' ? text.replaceAll('\n', '\r\n') : text),
  };
}

/** Undefined where line ends are mixed. */
function formOf(text: string): { readonly mark: string; readonly end: string; readonly plain: string } | undefined {
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  const plain = text.slice(mark.length).replaceAll('\r\n', '\n');
  if (plain.includes('\r')) return undefined;
  const breaks = plain.split('\n').length - 1;
  const pairs = text.length - mark.length - plain.length;
  if (pairs !== 0 && pairs !== breaks) return undefined;
  return { mark, end: pairs === 0 ? '\n' : '\r\n', plain };
}

function conflictLines(text: string): number {
  let inside = false;
  let count = 0;
  for (const line of text.split('\n')) {
    if (line.startsWith('<<<<<<< ')) inside = true;
    if (inside) count += 1;
    if (line.startsWith('>>>>>>> ')) inside = false;
  }
  return count;
}
