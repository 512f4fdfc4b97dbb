import { canonicalJson } from './hash-request.ts';

/** As often as the same action may fail in the same way before the model counts as stuck. */
const limit = 3;
const longestQuote = 200;

export interface RepeatedFailures {
  /** Notes a failure; once it has happened three times, a sentence that says so, else null. */
  note(action: string, input: unknown, failure: string): string | null;
}

/** Recognises a model that does the same thing again and again although it fails. */
export function repeatedFailures(): RepeatedFailures {
  const seen = new Map<string, number>();
  return {
    note(action, input, failure) {
      const key = canonicalJson([action, input, failure]);
      const times = (seen.get(key) ?? 0) + 1;
      seen.set(key, times);
      if (times < limit) return null;
      return `The model is stuck: ${action} failed ${times} times in the same way (${quote(failure)}).`;
    },
  };
}

function quote(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > longestQuote ? `${line.slice(0, longestQuote)}…` : line;
}
