import { parse } from '../../syntax/parse.ts';
import { offThread } from '../../threads/off-thread.ts';
import { isThreadEnded } from '../../threads/thread-ended.ts';
import { rulesOf } from './languages/languages.ts';
import { readTree } from './read-tree.ts';
import type { FileTests } from './read-unit.ts';

/** 300 KB of nothing but small tests take 2 s of processor time. */
const limitMs = 60_000;

const readsInThread = offThread(import.meta.url, readTestsIn, { limitMs });

/**
 * The tests of a file by its syntax tree, read in a thread; undefined where the parser does not come through.
 * The language must have rules. Without `isTestFile` only what counts anywhere is a test.
 */
export async function readFileTests(
  language: string,
  text: string,
  isTestFile: boolean,
): Promise<FileTests | undefined> {
  try {
    return await readsInThread([language, text, isTestFile]);
  } catch (error) {
    if (isThreadEnded(error)) return undefined;
    throw error;
  }
}

/** The same in this thread. */
export async function readTestsIn(language: string, text: string, isTestFile: boolean): Promise<FileTests | undefined> {
  const rules = rulesOf(language);
  return rules && parse(language, text, (root) => readTree(root, text, rules, isTestFile || rules.anywhere === true));
}
