import type { Node } from 'web-tree-sitter';
import { languageOf } from '../../syntax/language.ts';
import { parse } from '../../syntax/parse.ts';
import { offThread } from '../../threads/off-thread.ts';
import { isThreadEnded } from '../../threads/thread-ended.ts';
import { alignUnits } from './align-units.ts';
import { isKept } from './keep-formatting.ts';
import { readUnits } from './source-units.ts';

const measureInThread = offThread(import.meta.url, measureChurnIn);

/**
 * How many lines differ without a difference in the syntax tree, those aside whose nesting changed; undefined without a
 * grammar. Both use `\n`.
 */
export async function measureChurn(path: string, before: string, after: string): Promise<number | undefined> {
  try {
    return await measureInThread([languageOf(path, after), before, after]);
  } catch (error) {
    if (isThreadEnded(error)) return undefined;
    throw error;
  }
}

/** The same in this thread. */
export async function measureChurnIn(language: string, before: string, after: string): Promise<number | undefined> {
  const read = (text: string) => parse(language, text, (root: Node) => readUnits(root, text, language, true));
  const [old, now] = [await read(before), await read(after)];
  if (!old || !now) return undefined;
  let churn = 0;
  for (const block of alignUnits(old.units, now.units)) {
    if (!isKept(block, old, now)) continue;
    const linesOf = ({ lines, units }: typeof old, from: number, to: number) =>
      units.slice(from, to).flatMap((unit) => lines.slice(unit.from, unit.to + 1));
    const [a, b] = [linesOf(old, block.oldFrom, block.oldTo), linesOf(now, block.newFrom, block.newTo)];
    if (a.length !== b.length || a.some((line, index) => line !== b[index])) churn += Math.max(a.length, b.length);
  }
  return churn;
}
