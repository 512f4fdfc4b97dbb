import cl100k from 'js-tiktoken/ranks/cl100k_base';

/** The pieces that cl100k encodes each by itself: words with the space before them, up to three digits, marks, white space. */
const pieces = new RegExp(cl100k.pat_str, 'gu');
/**
 * The time of an encoding is quadratic in a piece: 20,000 spaces take js-tiktoken's own encoder 49 s. Longer ones are cut
 * into parts, which are counted by themselves, at most some tokens too many.
 */
const longestPiece = 256;
const partLength = 64;
/** Code repeats its words: what was counted once is looked up. In pieces of at most `partLength`. */
const mostCounted = 100_000;
const counted = new Map<string, number>();

let ranks: ReadonlyMap<string, number> | undefined;

/** Tokens in cl100k. Special tokens such as `<|endoftext|>` count as the plain text that they are here. */
export function countTokens(text: string): number {
  let count = 0;
  for (const piece of text.match(pieces) ?? []) {
    if (piece.length <= longestPiece) count += countPiece(piece);
    else for (let at = 0; at < piece.length; at += partLength) count += countPiece(piece.slice(at, at + partLength));
  }
  return count;
}

function countPiece(piece: string): number {
  const known = counted.get(piece);
  if (known !== undefined) return known;
  const bytes = Buffer.from(piece);
  const tokens = countEncoded(bytes.toString('latin1'));
  if (piece.length <= partLength) {
    if (counted.size >= mostCounted) counted.clear();
    // A copy: a piece as it was matched would keep the whole text in memory.
    counted.set(bytes.toString(), tokens);
  }
  return tokens;
}

/**
 * Byte pair encoding: of all neighbours, those that make the token of the lowest rank are joined, until none make one.
 * js-tiktoken's encoder does the same, but compiles its pattern again for each piece, which takes several times as long.
 * @param bytes a character for each.
 */
function countEncoded(bytes: string): number {
  // Reading the ranks takes a moment, so only who counts pays for it.
  ranks ??= readRanks();
  if (ranks.has(bytes)) return 1;
  const known = ranks;
  const parts = [...bytes];
  const rankAt = (at: number) => known.get(`${parts[at]}${parts[at + 1]}`) ?? Number.POSITIVE_INFINITY;
  /** By place the rank of what it and the next one make. */
  const pairs = Array.from({ length: parts.length - 1 }, (_, at) => rankAt(at));
  for (;;) {
    const lowest = Math.min(...pairs);
    if (lowest === Number.POSITIVE_INFINITY) return parts.length;
    const best = pairs.indexOf(lowest);
    parts.splice(best, 2, `${parts[best]}${parts[best + 1]}`);
    pairs.splice(best, 1);
    if (best < pairs.length) pairs[best] = rankAt(best);
    if (best > 0) pairs[best - 1] = rankAt(best - 1);
  }
}

/** Lines of a mark, the rank of the first token, and tokens in base64. */
function readRanks(): Map<string, number> {
  const read = new Map<string, number>();
  for (const line of cl100k.bpe_ranks.split('\n')) {
    const [, first, ...tokens] = line.split(' ');
    tokens.forEach((token, index) => {
      read.set(Buffer.from(token, 'base64').toString('latin1'), Number(first) + index);
    });
  }
  return read;
}
