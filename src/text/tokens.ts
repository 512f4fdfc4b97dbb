import { Tiktoken } from 'js-tiktoken/lite';
import cl100k from 'js-tiktoken/ranks/cl100k_base';

/**
 * The encoder's time is quadratic in a run of letters, of white space or of marks: 20,000 spaces take 49 s. Longer runs
 * are cut into pieces, which are counted by themselves, at most some tokens too many.
 */
const longRuns = /\p{L}{256,}|\s{256,}|[^\s\p{L}\p{N}]{256,}/gu;
const pieceLength = 64;

let encoder: Tiktoken | undefined;

/** Tokens in cl100k. Special tokens such as `<|endoftext|>` count as the plain text that they are here. */
export function countTokens(text: string): number {
  const pieces = new Map<string, number>();
  let count = 0;
  let end = 0;
  for (const run of text.matchAll(longRuns)) {
    count += encodedLength(text.slice(end, run.index));
    end = run.index + run[0].length;
    for (let at = run.index; at < end; at += pieceLength) {
      const piece = text.slice(at, Math.min(at + pieceLength, end));
      const tokens = pieces.get(piece) ?? encodedLength(piece);
      pieces.set(piece, tokens);
      count += tokens;
    }
  }
  return count + encodedLength(text.slice(end));
}

function encodedLength(text: string): number {
  // Building the encoder takes 0.3 s, so only who counts pays for it.
  encoder ??= new Tiktoken(cl100k);
  return encoder.encode(text, [], []).length;
}
