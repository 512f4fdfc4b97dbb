import { type Node, Parser } from 'web-tree-sitter';
import { startStopwatch } from '../threads/stopwatch.ts';
import { grammarOf } from './grammars.ts';

/**
 * Source parses at about 4,000 characters a millisecond, but 262,144 quotes in TypeScript take minutes. A parse that has
 * not come through 100 characters a millisecond after its first second, or takes longer than 8 s, counts as having no
 * grammar. That is far from any real file, so that the same file always ends the same way. Some scanners never get to
 * where this is asked, and only the end of their thread stops them.
 */
const graceMs = 1_000;
const leastSpeed = 100;
const timeLimitMs = 8_000;

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
  const isOver = startStopwatch();
  const isHopeless = ({ currentOffset }: { readonly currentOffset: number }) =>
    isOver(Math.min(graceMs + currentOffset / leastSpeed, timeLimitMs));
  const tree = parser.parse(ended(text), null, { progressCallback: isHopeless });
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

/** Grammars count on it: ReScript's looks for the end of a line comment beyond the end of the text, for ever. */
function ended(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
