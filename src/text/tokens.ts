import { Tiktoken } from 'js-tiktoken/lite';
import cl100k from 'js-tiktoken/ranks/cl100k_base';

/** The pieces that cl100k encodes each by itself: words with the space before them, up to three digits, marks, white space. */
const pieces = new RegExp(cl100k.pat_str, 'gu');
/**
 * The encoder's time is quadratic in a piece: 20,000 spaces take 49 s. Longer ones are cut into parts, which are counted
 * by themselves, at most some tokens too many.
 */
const longestPiece = 256;
const partLength = 64;
/** Code repeats its words: what was counted once is looked up, twenty times as fast. In pieces of at most `partLength`. */
const mostCounted = 100_000;
const counted = new Map<string, number>();

let encoder: Tiktoken | undefined;

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
  // Building the encoder takes 0.3 s, so only who counts pays for it.
  encoder ??= new Tiktoken(cl100k);
  const tokens = encoder.encode(piece, [], []).length;
  if (piece.length <= partLength) {
    if (counted.size >= mostCounted) counted.clear();
    // A copy: a piece as it was matched would keep the whole text in memory.
    counted.set(Buffer.from(piece).toString(), tokens);
  }
  return tokens;
}
