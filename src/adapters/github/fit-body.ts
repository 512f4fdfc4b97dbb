import { cutText } from '../../text/cut-text.ts';

/** Characters that a comment or the description of a pull request may have. */
const longestBody = 65_536;
const cut = '\n\n…\n\n_The rest was cut: GitHub takes no longer text._';

/** The text, cut to what GitHub takes, with a note that it was cut. */
export function fitBody(body: string): string {
  return body.length <= longestBody ? body : cutText(body, longestBody - cut.length) + cut;
}
