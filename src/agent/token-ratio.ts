/** The first request of a task: its tokens as counted in cl100k, and as the model's reply reported them. */
export interface CountedRequest {
  readonly counted: number;
  readonly reported: number;
}

/**
 * For a model that has not yet replied: Anthropic's encoders make up to 30 % more tokens of code than OpenAI's
 * (venturebeat.com, "Hidden costs in AI deployment", 2025).
 */
export const assumedRatio = 1.3;
/** A server that reports something else is no measure. */
const believable = { least: 0.5, most: 3 };

/**
 * The model's own tokens for one of cl100k: the highest of its requests, because a budget must hold. In an earlier one
 * that was much like it, the next will not differ by much.
 */
export function tokenRatio(requests: readonly CountedRequest[]): number {
  const ratios = requests
    .map(({ counted, reported }) => reported / counted)
    .filter((ratio) => ratio >= believable.least && ratio <= believable.most);
  return ratios.length === 0 ? assumedRatio : Math.max(...ratios);
}
