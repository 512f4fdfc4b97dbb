import { redactSecrets } from '../security/redact-secrets.ts';
import { cutText } from '../text/cut-text.ts';

/** What makes a tag, a comment, a mention or a reference to an issue out of the character before it. */
const active = /<(?=[a-z/!?])|@(?=\w)|#(?=\d)/gi;
const zeroWidthSpace = '\u200b';

/**
 * Makes text that a model or a test wrote safe to stand in our comments: it pings nobody, closes no issue, hides
 * nothing, carries no secret, and is at most `longest` characters. It stays as it is for the eye, in code spans too.
 */
export function plainMarkdown(text: string, longest = 4_000): string {
  const inert = redactSecrets(text).replaceAll(active, (character) => character + zeroWidthSpace);
  return inert.length <= longest ? inert : `${cutText(inert, longest).trimEnd()} …`;
}

/** Text inside a code fence that it cannot end, with the same guards as `plainMarkdown`. */
export function fenced(text: string, longest = 4_000): string {
  const cut = cutText(redactSecrets(text), longest).trimEnd();
  const longestRun = Math.max(2, ...[...cut.matchAll(/`{3,}/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longestRun + 1);
  return `${fence}text\n${cut}\n${fence}`;
}

const longestCode = 200;

/** One line of text inside a code span. */
export function inlineCode(text: string): string {
  return `\`${cutText(redactSecrets(text).replaceAll('`', "'").replaceAll(/\s+/g, ' '), longestCode)}\``;
}
