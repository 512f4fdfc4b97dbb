/** Of source code, over many languages. */
const charactersPerToken = 3.8;

/** Tokens in cl100k, roughly: in linear time, without the encoder. */
export function estimateTokens(text: string): number {
  return Math.ceil(text.length / charactersPerToken);
}
