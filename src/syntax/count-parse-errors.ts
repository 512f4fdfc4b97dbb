import type { Node } from 'web-tree-sitter';
import { languageOf } from './language.ts';
import { parse } from './parse.ts';

/** How many errors and missing tokens the parser finds in a file; undefined where its language has no grammar. */
export function countParseErrors(path: string, text: string): Promise<number | undefined> {
  return parse(languageOf(path), text, countErrors);
}

/** A cursor instead of recursion: a tree can be as deep as its file is long. Only branches with an error are entered. */
function countErrors(root: Node): number {
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
