import { askedModel } from '../compose/model.ts';
import { readCommandLineEnvironment } from '../config/environment.ts';
import { Refusal } from '../config/refusal.ts';
import { type RepositoryConfig, readRepositoryConfig } from '../config/repository-config.ts';
import { assessChange } from '../tasks/review/assess-change.ts';
import { readChange, reviewIndex } from '../tasks/review/read-change.ts';
import { reviewStatically } from '../tasks/review/review-statically.ts';
import { configurationPath } from '../text/configuration-path.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { readFileAt } from '../workspace/read-file-at.ts';
import { runGit } from '../workspace/run-git.ts';
import { describeReview, toReviewDocument } from './describe-review.ts';
import { findSnapshot } from './find-snapshot.ts';
import { reviewByModel } from './review-by-model.ts';
import { readReviewRequest } from './review-request.ts';
import { say } from './say.ts';
import { withIndex } from './with-index.ts';

/**
 * `goat review DIR --base REV [--head REV]`: what can be said of a change without a model, and with one where it is asked for.
 * @returns 1 where a finding is major or worse.
 */
export async function reviewCommand(args: readonly string[]): Promise<number> {
  const config = readCommandLineEnvironment();
  const request = readReviewRequest(args);
  const model = request.withModel ? askedModel(config, '--with-model') : null;
  const head = await findSnapshot(config, request.folder, request.head, '--head');
  const base = await findSnapshot(config, request.folder, request.base, '--base');
  const from = await mergeBase(head.gitDir, base.commit, head.commit);
  const settings = await readSettings(head.gitDir, from);
  return withIndex(config, head, async (index, _, signal) => {
    const change = await readChange(head.gitDir, from, head.commit, {
      exclude: settings.review.exclude,
      only: request.paths,
    });
    const parts = { search: index.chunkSearch, embedders: [index.builtIn] };
    const workspace = await openWorkspace({ gitDir: head.gitDir, commit: head.commit });
    const review = await reviewStatically(change, reviewIndex(parts, head), workspace, '');
    const limitTokens = Math.min(
      request.budgetTokens ?? config.limits.tokens,
      settings.limits.tokens ?? Number.POSITIVE_INFINITY,
    );
    const modelled =
      model === null ? null : await reviewByModel(review, { model, limitTokens, index: parts, head, from, signal });
    const risk = await assessChange(change, review.files, settings.risk);
    const document = toReviewDocument({ base: from, head: head.commit, change, review, risk, modelled });
    process.stdout.write(request.json ? `${JSON.stringify(document)}\n` : describeReview(document));
    if (change.files.length === 0) say('Nothing was reviewed: no file that people write differs.');
    if (model === null) say('No model was asked: --with-model lets one read the change, too.');
    return document.findings.some(({ severity }) => severity === 'critical' || severity === 'major') ? 1 : 0;
  });
}

/** What the repository asks for, as the commit has it that the change starts from. */
async function readSettings(gitDir: string, commit: string): Promise<RepositoryConfig> {
  const text = await readFileAt(gitDir, commit, configurationPath);
  const reading = await readRepositoryConfig(text?.toString() ?? null);
  if ('config' in reading) return reading.config;
  throw new Refusal(reading.problems.map((problem) => `${configurationPath}: ${problem}`));
}

/** Where the head left the base: what the base got since is no part of the change. */
async function mergeBase(gitDir: string, base: string, head: string): Promise<string> {
  const found = await runGit(['merge-base', '--end-of-options', base, head], { gitDir }).catch(() => null);
  if (found !== null) return found.toString().trim();
  throw new Refusal(['The two revisions have no commit in common: name another --base.']);
}
