import type { FileChange } from '../workspace/workspace.ts';
import { addedLines } from './added-lines.ts';
import { whyConflicting } from './rules/conflict-markers.ts';
import { whyEmpty } from './rules/empty-change.ts';
import { whyNotParsing } from './rules/parse-errors.ts';
import { whyPathRefused } from './rules/path.ts';
import { whyPlaceholder } from './rules/placeholders.ts';
import { whySecret } from './rules/secrets.ts';
import { whyTooLarge } from './rules/size.ts';

export interface Problem {
  /** Empty where the patch as a whole is meant. */
  readonly path: string;
  /** A sentence for the model and for people. */
  readonly message: string;
}

const mostFiles = 50;
/** Nobody reads more in a review; a patch of this size is not the fix of an issue. */
const mostAddedLines = 10_000;

/** Each says why a change is refused, or nothing. The cheap ones come first: a file too large is not parsed. */
const rules = [whyPathRefused, whyTooLarge, whyEmpty, whyConflicting, whyPlaceholder, whySecret, whyNotParsing];

/**
 * What keeps a patch from leaving the process; empty when nothing does. The tools check much of this before, but a
 * patch is not trusted for where it comes from. Each file shows its first problem.
 */
export async function validatePatch(changes: readonly FileChange[]): Promise<Problem[]> {
  if (changes.length > mostFiles) {
    return [
      { path: '', message: `The patch changes ${changes.length} files; at most ${mostFiles} are taken. Change fewer.` },
    ];
  }
  const added = changes.reduce((sum, change) => sum + addedLines(change).length, 0);
  if (added > mostAddedLines) {
    return [{ path: '', message: `The patch adds ${added} lines; at most ${mostAddedLines} are taken. Change less.` }];
  }
  const problems: Problem[] = [];
  for (const change of changes) {
    for (const rule of rules) {
      const message = await rule(change);
      if (message === undefined) continue;
      problems.push({ path: change.path, message });
      break;
    }
  }
  return problems;
}
