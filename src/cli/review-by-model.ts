import { ulid } from 'ulid';
import type { Model } from '../agent/model.ts';
import type { SearchParts } from '../context/find-chunks.ts';
import type { SnapshotRef } from '../indexing/snapshot.ts';
import type { StaticReview } from '../review/review-diff.ts';
import { readingTools } from '../tasks/fix/agent-tools.ts';
import { readWrittenConventions } from '../tasks/review/read-written-conventions.ts';
import { type ModelReview, reviewWithModel } from '../tasks/review/review-with-model.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { runGit } from '../workspace/run-git.ts';

const mostCommits = 50;

export interface LocalReview {
  readonly model: Model;
  readonly limitTokens: number;
  readonly index: SearchParts;
  readonly head: SnapshotRef;
  /** The commit that the change starts from. */
  readonly from: string;
  readonly signal: AbortSignal;
}

/** The model's part of a review at the terminal: what the commits say stands for the words of a pull request. */
export async function reviewByModel(
  statics: StaticReview,
  { model, limitTokens, index, head, from, signal }: LocalReview,
): Promise<ModelReview> {
  const { gitDir, commit } = head;
  const workspace = await openWorkspace({ gitDir, commit });
  const range = ['--end-of-options', `${from}..${commit}`];
  const log = await runGit(['log', `-${mostCommits}`, '--format=%s%n%n%b', ...range], { gitDir });
  const changed = statics.files.map(({ file }) => file.path);
  return reviewWithModel(statics, {
    taskId: ulid(),
    model,
    steps: { run: (_, work) => work(signal) },
    tools: readingTools(workspace, index, head),
    budget: { limitTokens, spentTokens: 0 },
    title: 'The commits of the change say:',
    body: log.toString('utf8'),
    conventions: await readWrittenConventions(gitDir, from, changed),
    memory: '',
    known: new Set(),
  });
}
