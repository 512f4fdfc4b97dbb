import { offThread } from '../../threads/off-thread.ts';
import { alignMovedIn } from './align-moved-in.ts';
import { losesEdits } from './find-losses.ts';
import { readEnds } from './line-ends.ts';
import { mergeNodes } from './merge-nodes.ts';
import { resolve, unchanged } from './piece.ts';
import { type Rendered, render } from './render.ts';
import { countNames } from './repeated-names.ts';
import { readTree, type SourceNode } from './source-tree.ts';
import type { Versions } from './versions.ts';

export interface LineMerge {
  readonly text: string;
  readonly conflicts: number;
}

/** Larger files merge by line: a tree takes about a hundred times the memory of its text. */
const longest = 500_000;

/**
 * A merge by structure that is better than the given one by line; undefined where there is none: without a grammar,
 * where a side does not parse though the base does, where the merge by line is clean and sound, and where this one
 * cannot show that it keeps the edits of both sides.
 */
export async function mergeStructure(
  texts: Versions<string>,
  language: string,
  byLine: LineMerge,
): Promise<LineMerge | undefined> {
  if (Math.max(texts.base.length, texts.left.length, texts.right.length) > longest) return undefined;
  const ends = readEnds(texts);
  const { base, left, right } = ends.texts;
  const trees = {
    base: await readTree(language, base),
    left: await readTree(language, left),
    right: await readTree(language, right),
  };
  if (!trees.base || !trees.left || !trees.right) return undefined;
  const mostErrors = errorsToExpect({ base: trees.base.errors, left: trees.left.errors, right: trees.right.errors });
  if (mostErrors === undefined) return undefined;
  const versions = { base: trees.base.root, left: trees.left.root, right: trees.right.root };
  const isGood = (text: string) => isSound(language, versions, text, mostErrors);
  if (byLine.conflicts === 0 && (mostErrors > 0 || (await isGood(byLine.text)))) return undefined;

  const nodes = mergeNodes(language, versions);
  const lines = [unchanged('\n'), ends.texts];
  const movedIn = alignMovedIn({ base: `\n${base}`, left: `\n${left}`, right: `\n${right}` });
  let best: Rendered | undefined;
  for (const [pieces, withinLines] of [
    [nodes, false],
    [nodes, true],
    [lines, false],
    [lines, true],
    [movedIn, false],
    [movedIn, true],
  ] as const) {
    if (!pieces) continue;
    const merge = render(language, pieces, withinLines);
    if (merge.conflicts === 0 && !(await isGood(merge.text))) continue;
    if (losesEdits({ base, left, right, merged: merge.text }, merge.conflicts === 0, merge.woven)) continue;
    if (!best || conflictLines(merge.text) < conflictLines(best.text)) best = merge;
    if (best.conflicts === 0) break;
  }
  if (!best || (best.conflicts > 0 && byLine.conflicts > 0 && conflictLines(best.text) > conflictLines(byLine.text))) {
    return undefined;
  }
  return { text: ends.restore(best.text), conflicts: best.conflicts };
}

/**
 * The errors that a merge may have; undefined where one of its versions does not parse. Where the base has some, the
 * grammar lags behind the language or cannot see through macros, and what each side adds or mends there counts.
 */
function errorsToExpect({ base, left, right }: Versions<number>): number | undefined {
  if (base === 0) return left + right === 0 ? 0 : undefined;
  return Math.max(left, right, left + right - base);
}

export const mergeStructureInThread = offThread(import.meta.url, mergeStructure);

/**
 * It parses, defines nothing twice that no version defines twice (overloads differ in their parameters), and a definition
 * that only one side changed is as that side has it: where one was moved, an edit by line may land in its neighbour.
 */
async function isSound(
  language: string,
  versions: Versions<SourceNode>,
  merged: string,
  mostErrors: number,
): Promise<boolean> {
  const tree = await readTree(language, merged.replaceAll('\r\n', '\n'));
  if (!tree || tree.errors > mostErrors) return false;
  const known = [versions.base, versions.left, versions.right].map((root) => countNames(language, root));
  const now = countNames(language, tree.root);
  for (const [name, count] of now.plain) {
    if (count > 1 && known.every(({ plain }) => (plain.get(name) ?? 0) < 2)) return false;
  }
  for (const [name, count] of now.full) {
    if (count > 1 && known.every(({ full }) => count > (full.get(name) ?? 0))) return false;
  }
  const [base, left, right] = known.map(({ texts }) => texts);
  for (const [name, text] of now.texts) {
    const versions = { base: base?.get(name), left: left?.get(name), right: right?.get(name) };
    if (versions.base === undefined || versions.left === undefined || versions.right === undefined) continue;
    const settled = resolve({ base: versions.base, left: versions.left, right: versions.right });
    if (settled !== undefined && settled !== text) return false;
  }
  return true;
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
