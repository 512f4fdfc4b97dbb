import type { Node } from 'web-tree-sitter';
import { offThread } from '../threads/off-thread.ts';
import { isThreadEnded } from '../threads/thread-ended.ts';
import { languageOf } from './language.ts';
import { parse } from './parse.ts';

/**
 * Languages whose grammars read at least 98 of 100 public files without an error (docs/languages.md; the JSON there is
 * mostly of a test suite that is wrong on purpose). Other grammars lag behind their languages, or cannot see through
 * macros: what they call an error need not be one.
 */
const judged = new Set(
  (
    'typescript tsx javascript python go rust java scala ruby php elixir haskell lua ocaml r solidity ' +
    'json yaml toml hcl'
  ).split(' '),
);

const countInThread = offThread(import.meta.url, countErrorsIn);

/**
 * How many errors and missing tokens the parser finds in a file; undefined where its language has no grammar, or none
 * whose word counts, and where the parser does not come through. It runs in a thread.
 */
export async function countParseErrors(path: string, text: string): Promise<number | undefined> {
  const language = languageOf(path, text);
  if (!judged.has(language)) return undefined;
  try {
    return await countInThread([language, text]);
  } catch (error) {
    if (isThreadEnded(error)) return undefined;
    throw error;
  }
}

/** The same in this thread, of any language that has a grammar. */
export function countErrorsIn(language: string, text: string): Promise<number | undefined> {
  return parse(language, text, countErrors);
}

/** A cursor instead of recursion: a tree can be as deep as its file is long. Only branches with an error are entered. */
export function countErrors(root: Node): number {
  let count = 0;
  const cursor = root.walk();
  try {
    for (;;) {
      const node = cursor.currentNode;
      if (node.isError || node.isMissing) count += 1;
      if (node.hasError && cursor.gotoFirstChild()) continue;
      while (!cursor.gotoNextSibling()) {
        if (!cursor.gotoParent()) return count;
      }
    }
  } finally {
    cursor.delete();
  }
}
