import { readCommandLineEnvironment } from '../config/environment.ts';
import { Refusal } from '../config/refusal.ts';
import { readChange, reviewIndex } from '../tasks/read-change.ts';
import { reviewStatically } from '../tasks/review-statically.ts';
import { runGit } from '../workspace/run-git.ts';
import { describeReview, toReviewDocument } from './describe-review.ts';
import { findSnapshot } from './find-snapshot.ts';
import { readReviewRequest } from './review-request.ts';
import { say } from './say.ts';
import { withIndex } from './with-index.ts';

/**
 * `goat review DIR --base REV [--head REV]`: what can be said of a change without a model.
 * @returns 1 where a finding is major or worse.
 */
export async function reviewCommand(args: readonly string[]): Promise<number> {
  const config = readCommandLineEnvironment();
  const request = readReviewRequest(args);
  const head = await findSnapshot(config, request.folder, request.head);
  const base = await findSnapshot(config, request.folder, request.base);
  const from = await mergeBase(head.gitDir, base.commit, head.commit);
  return withIndex(config, head, async (index) => {
    const change = await readChange(head.gitDir, from, head.commit, { exclude: [], only: request.paths });
    const parts = { search: index.chunkSearch, embedders: [index.builtIn] };
    const review = await reviewStatically(change, reviewIndex(parts, head), '');
    const document = toReviewDocument({ base: from, head: head.commit, change, review });
    process.stdout.write(request.json ? `${JSON.stringify(document)}\n` : describeReview(document));
    if (change.files.length === 0) say('Nothing was reviewed: no file that people write differs.');
    return document.findings.some(({ severity }) => severity === 'critical' || severity === 'major') ? 1 : 0;
  });
}

/** Where the head left the base: what the base got since is no part of the change. */
async function mergeBase(gitDir: string, base: string, head: string): Promise<string> {
  const found = await runGit(['merge-base', '--end-of-options', base, head], { gitDir }).catch(() => null);
  if (found !== null) return found.toString().trim();
  throw new Refusal(['The two revisions have no commit in common: name another --base.']);
}
