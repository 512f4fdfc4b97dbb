import { type Node, Parser } from 'web-tree-sitter';
import { grammarOf } from './grammars.ts';

/**
 * In milliseconds. Source parses at about 4 MB a second, but 262,144 quotes in TypeScript take minutes. What takes this
 * long counts as having no grammar; the limit is far from any real file, so that the same file always ends the same way.
 */
const timeLimit = 3_000;

let parser: Parser | undefined;

/**
 * Parses `text` and returns what `read` makes of the tree's root; undefined where the language has no grammar
 * or the parser gives up.
 * The tree is freed afterwards: nodes must not leave `read`. Positions in it are UTF-16 units, rows count from 0.
 */
export async function parse<T>(language: string, text: string, read: (root: Node) => T): Promise<T | undefined> {
  const grammar = await grammarOf(language);
  if (grammar === undefined) return undefined;
  parser ??= new Parser();
  parser.setLanguage(grammar);
  const deadline = performance.now() + timeLimit;
  const tree = parser.parse(text, null, { progressCallback: () => performance.now() > deadline });
  if (tree === null) {
    parser.reset();
    return undefined;
  }
  try {
    return read(tree.rootNode);
  } finally {
    tree.delete();
  }
}
