import { fenced, inlineCode, plainMarkdown } from './plain-markdown.ts';
import { suggestionBlock } from './review-body.ts';

export interface Offer {
  /** Why it was not pushed. */
  readonly why: string;
  /** The commit that holds all of it, and was tested; null where nothing was. */
  readonly tested: string | null;
  /** Where that commit is. */
  readonly branch: string | null;
  readonly suggestions: number;
  /** A patch of what could not be suggested; empty where all could. */
  readonly rest: string;
}

/** A longer patch would be cut by GitHub, and half of one does not apply. */
const longestPatch = 50_000;

/** The summary of a review that offers a change. */
export function offerBody({ why, tested, branch, suggestions, rest }: Offer): string {
  const where = tested === null ? '' : ` It is ${tested} on ${inlineCode(branch ?? '')}.`;
  const proof = tested === null ? 'It was not tested.' : `The tests ran on the whole.${where}`;
  return [
    `**Offered, not pushed.** ${plainMarkdown(why, 600)} ${proof}`,
    suggestions > 1 ? 'The suggestions belong together: take them in one batch.' : '',
    rest === '' ? '' : patch(rest),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** A comment that offers text in place of exactly its lines. */
export function suggestionComment(text: string): string {
  return `Part of the change that \`/goat fix\` asked for.\n\n${suggestionBlock(text)}`;
}

function patch(rest: string): string {
  if (rest.length > longestPatch)
    return 'The rest has no place in the diff, and its patch is too long to be shown here.';
  return `The rest has no place in the diff. \`git apply\` takes it:\n\n${fenced(rest, longestPatch)}`;
}
