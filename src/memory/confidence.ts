/**
 * How sure a pattern is: where it starts, and how it moves when a fix that was shown it is merged (`helped`) or refused
 * (`misled`). After two refusals in a row what was merged once is no longer recalled, and after five it is forgotten.
 */
export const confidence = {
  /** Merged as it was proposed. */
  merged: 0.6,
  /** A person changed it before the merge: what is kept is theirs, but it was not found by itself. */
  mergedChanged: 0.5,
  /** Merged by a bot that the repository trusts: nobody has looked at it. */
  mergedByBot: 0.4,
  refused: 0.6,
  convention: 0.7,
  candidate: 0,
  /** The part of what is missing to 1 that it gains, and the part of itself that it keeps. */
  helped: 0.3,
  misled: 0.6,
  /** Below these it is not recalled, and not kept. */
  leastRecalled: 0.25,
  leastKept: 0.05,
} as const;

export type Verdict = 'helped' | 'misled';
