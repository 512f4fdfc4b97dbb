import type { Node } from 'web-tree-sitter';
import { commaStandsFree, isAtom, isComment, plainString } from './token-rules.ts';

/** Lines that hang together because a token, such as a long string, goes on from one to the next. */
export interface Unit {
  /** Line numbers from 0, both inside. */
  readonly from: number;
  readonly to: number;
  /** What its tokens say; none where the line is blank. */
  readonly tokens: readonly string[];
  /** How many rows begin something that the line is inside of. */
  readonly depth: number;
  /** Whether white space in its later lines belongs to a token. */
  readonly rigid: boolean;
}

export interface SourceUnits {
  readonly lines: readonly string[];
  readonly units: readonly Unit[];
  /** Two texts with the same shape mean the same. */
  readonly shape: string;
}

interface Token {
  readonly start: number;
  readonly end: number;
  readonly row: number;
  readonly depth: number;
  readonly text: string;
  readonly rigid: boolean;
  /** Type of the node around it. */
  readonly parent: string;
}

/**
 * Reads the lines of a text by its syntax tree, with white space between tokens left out.
 * @param loose leaves out quotes and trailing commas too, where they mean nothing.
 */
export function readUnits(root: Node, text: string, language: string, loose: boolean): SourceUnits {
  const lines = text.split('\n');
  const { tokens, shape } = readTokens(root, text, language, loose);
  const starts: number[] = [];
  let offset = 0;
  for (const line of lines) {
    starts.push(offset);
    offset += line.length + 1;
  }
  const units: Unit[] = [];
  let next = 0;
  for (let from = 0; from < lines.length; ) {
    let to = from;
    const first = next;
    let rigid = false;
    for (let token = tokens[next]; token && token.start < (starts[to + 1] ?? offset); token = tokens[next]) {
      while (token.end > (starts[to + 1] ?? Number.POSITIVE_INFINITY)) {
        to += 1;
        rigid ||= token.rigid;
      }
      next += 1;
    }
    const own = tokens.slice(first, next);
    units.push({ from, to, tokens: own.map((token) => token.text), depth: own[0]?.depth ?? 0, rigid });
    from = to + 1;
  }
  return { lines, units, shape };
}

/** Nodes that only hold what stands one below the other: where no bracket of theirs opens them, they nest nothing. */
const sequence =
  /^(?:block|block_mapping|block_node|block_sequence|body|body_statement|statement_list|statements|suite|then)$/;

/** With a cursor: a tree can be as deep as its file is long. */
function readTokens(root: Node, text: string, language: string, loose: boolean): { tokens: Token[]; shape: string } {
  const tokens: Token[] = [];
  const shape: string[] = [];
  /** Rows where nodes around the current one begin, and how many different ones. */
  const around: { row: number; count: number; type: string }[] = [];
  const cursor = root.walk();
  let done = 0;
  const add = (start: number, end: number, row: number, type: string) => {
    const said = text.slice(start, end);
    if (said.trim() === '') return;
    const last = around.at(-1) ?? { row: -1, count: 0, type: '' };
    const depth = last.row < row ? last.count : last.count - 1;
    const comment = isComment(type);
    const token = comment ? said.trim().replace(/[^\S\n]*\n\s*/g, '\n') : loose ? plainString(language, said) : said;
    tokens.push({
      start,
      end: start + said.trimEnd().length,
      row,
      depth,
      text: token,
      rigid: !comment,
      parent: last.type,
    });
    shape.push(`${around.length}=${token}`);
    done = Math.max(done, end);
  };
  try {
    for (;;) {
      const { nodeType: type, startIndex, endIndex, startPosition } = cursor;
      const { row } = startPosition;
      if (startIndex > done && text.slice(done, startIndex).trim() !== '') {
        const from = done + text.slice(done, startIndex).search(/\S/);
        add(from, startIndex, row, 'text');
      }
      const isLeaf = isAtom(type) && cursor.nodeIsNamed;
      if (!isLeaf && cursor.gotoFirstChild()) {
        const last = around.at(-1) ?? { row: -1, count: 0 };
        const isFlat = around.length === 0 || (sequence.test(type) && cursor.nodeIsNamed);
        shape.push(`${around.length} ${type}`);
        around.push(isFlat ? { ...last, type } : { row, count: last.count + (row > last.row ? 1 : 0), type });
        continue;
      }
      if (startIndex >= done) add(startIndex, endIndex, row, type);
      while (!cursor.gotoNextSibling()) {
        around.pop();
        if (!cursor.gotoParent()) {
          if (text.slice(done).trim() !== '') add(done + text.slice(done).search(/\S/), text.length, 0, 'text');
          return loose ? withoutTrailingCommas(tokens, shape) : { tokens, shape: shape.join('\n') };
        }
        if (around.length === 0) continue;
      }
    }
  } finally {
    cursor.delete();
  }

  function withoutTrailingCommas(all: Token[], signs: string[]): { tokens: Token[]; shape: string } {
    if (!commaStandsFree(language)) return { tokens: all, shape: signs.join('\n') };
    const code = all.filter(({ rigid }) => rigid);
    const dropped = new Set<Token>();
    code.forEach((token, index) => {
      const [before, after] = [code[index - 1], code[index + 1]];
      if (token.text !== ',' || !before || !after || !/^[)\]}]$/.test(after.text)) return;
      if (!/^[,([{]$/.test(before.text) && !/subscript|index/.test(token.parent)) dropped.add(token);
    });
    let index = -1;
    const kept = signs.filter((sign) => {
      if (!/^\d+=/.test(sign)) return true;
      index += 1;
      const token = all[index];
      return token === undefined || !dropped.has(token);
    });
    return { tokens: all.filter((token) => !dropped.has(token)), shape: kept.join('\n') };
  }
}
