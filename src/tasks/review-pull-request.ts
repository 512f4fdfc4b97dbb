import type { Budget } from '../agent/budget.ts';
import type { RepositoryConfig } from '../config/repository-config.ts';
import { updateIndex } from '../indexing/update-index.ts';
import { type Advice, noAdvice } from '../memory/render-advice.ts';
import type { PullRequestState } from '../publish/review-publisher.ts';
import type { StaticReview } from '../review/review-diff.ts';
import type { PullRequestPlace } from '../review/review-store.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { chooseModels } from './choose-models.ts';
import { dailyLimitsOf, requireDailyRoom } from './daily-tasks.ts';
import { readingTools } from './fix/agent-tools.ts';
import { readClock } from './fix/budget-of.ts';
import { recallAdvice } from './fix/recall-advice.ts';
import { learnFromRefusals } from './learn/learn-from-refusals.ts';
import { lowerLimits } from './lower-limits.ts';
import type { Outcome } from './outcome.ts';
import { requireConfiguration } from './require-configuration.ts';
import { requireWriter } from './require-writer.ts';
import { assessChange } from './review/assess-change.ts';
import { type Change, readChange, reviewIndex } from './review/read-change.ts';
import { readWrittenConventions } from './review/read-written-conventions.ts';
import type { Review, ReviewParts } from './review/review-parts.ts';
import { reviewStatically } from './review/review-statically.ts';
import { type ModelReview, reviewWithModel } from './review/review-with-model.ts';
import { sayNotReviewed } from './review/say-not-reviewed.ts';
import { submitFindings } from './review/submit-findings.ts';
import { type NotReviewed, whyNoFile, whyNotReviewed } from './review/why-not-reviewed.ts';
import type { TaskWork } from './run-task.ts';
import { type ReviewRequest, repositoryKey } from './task.ts';

/** The `review` task: says once, for what is new of a pull request, what is worth saying. Nothing of it is ever run. */
export function reviewPullRequest(taskId: string, request: ReviewRequest, parts: ReviewParts): TaskWork {
  return {
    run: (steps) => review({ taskId, request, ...parts, steps }),
    async conclude(outcome, steps) {
      // What was reviewed, or left alone for a reason, has its check already.
      if (['reviewed', 'ignored', 'not allowed'].includes(outcome.kind)) return;
      await steps.run('say that nothing was reviewed', async () => {
        const { head } = await parts.publisher.readPullRequest();
        await sayNotReviewed(parts.publisher, request, head, outcome);
      });
    },
  };
}

async function review(task: Review): Promise<Outcome> {
  const { publisher, request, steps, taskId } = task;
  if (request.trigger === 'command') {
    await requireWriter(steps, publisher, request.sender);
    await steps.run('acknowledge', () => publisher.acknowledge());
  }
  const config = await requireConfiguration(steps, task.readConfiguration, '/goat review');
  const model = task.modelsFor === null ? null : chooseModels(config, task.modelsFor).model;
  const pull = await steps.run('read the pull request', () => publisher.readPullRequest());
  const refused = whyNotReviewed(request, pull, config);
  if (refused !== null) return leaveAlone(task, pull.head, refused);

  const place = { repository: repositoryKey(request.repository), pullNumber: request.issueNumber };
  const since = await findSince(task, pull, place);
  if (since === pull.head) return ignored('This commit was reviewed already.');
  const gitDir = await fetchAll(task, [pull.mergeBase, pull.head, ...(since === null ? [] : [since])]);
  const options = { exclude: config.review.exclude, only: request.paths };
  const whole = await readChange(gitDir, pull.mergeBase, pull.head, options);
  const change = since === null ? whole : within(whole, await readChange(gitDir, since, pull.head, options));
  if (change.files.length === 0) return leaveAlone(task, pull.head, whyNoFile(change, request.paths));

  if (model !== null) await requireDailyRoom(steps, task.countTask, dailyLimitsOf(config, task.tasksPerDay));
  const { statics, tools, workspace } = await prepare(task, gitDir, pull, change);
  const { known, open } = await readKnown(task, place, config.memory.enabled);
  const advice = await recall(task, config, workspace, pull, statics);
  const risk = await steps.run('assess the risk', () => assessChange(change, statics.files, config.risk));
  const conventions = await readWrittenConventions(
    gitDir,
    pull.mergeBase,
    statics.files.map(({ file }) => file.path),
  );
  const { title } = pull;
  const body = pull.closes === null ? pull.body : `${pull.body}\n\nThe issue that it closes:\n\n${pull.closes}`;
  const modelled: ModelReview | null =
    model === null
      ? null
      : await reviewWithModel(statics, {
          ...{ taskId, model, steps, tools, title, body, conventions, known },
          memory: [...advice.conventions, ...advice.fixes].join('\n'),
          budget: budgetOfReview(task, config),
        });

  const latest = await steps.run('look whether the head moved', () => publisher.readPullRequest());
  if (latest.head !== pull.head) return ignored('A newer push came in between: its own review covers it.');
  return submitFindings(task, {
    ...{ pull, place, since, whole, change, statics, modelled, risk, known, open, settings: config.review },
    recalled: advice.recalled,
  });
}

/** What this review may spend. */
function budgetOfReview({ request, limits, steps, elapsed }: Review, config: RepositoryConfig): Budget {
  const { tokens, dollars, minutes } = lowerLimits({ ...limits, tokens: request.tokens }, config.limits);
  return {
    limitTokens: tokens,
    spentTokens: 0,
    limitDollars: dollars,
    limitMinutes: minutes,
    elapsed: () => readClock({ steps, elapsed }),
  };
}

/**
 * The fingerprints of what is not to be said again, and how much of it waits for a person; what was refused since the last
 * review is learnt first.
 */
async function readKnown(
  { publisher, reviews, memory, steps }: Review,
  place: PullRequestPlace,
  remembers: boolean,
): Promise<{ readonly known: ReadonlySet<string>; readonly open: number }> {
  const { raised, refused } = await steps.run('read earlier findings', () => publisher.readEarlierFindings());
  const parts = { reviews, memory: remembers ? memory : null };
  await steps.run('learn from what was refused', () => learnFromRefusals(place, refused, parts));
  const known = await steps.run('read what is known', () => reviews.known(place));
  const open = await steps.run('count what is open', () => publisher.openFindings());
  return {
    known: new Set([...raised, ...known.raised, ...known.refused]),
    open: open.filter((print) => !known.refused.includes(print)).length,
  };
}

/** Without a model there is nobody to tell. */
async function recall(
  { taskId, memory, embedders, modelsFor, steps }: Review,
  config: RepositoryConfig,
  workspace: Workspace,
  { title, body }: PullRequestState,
  { files }: StaticReview,
): Promise<Advice> {
  if (modelsFor === null) return noAdvice;
  const world = { taskId, memory, embedders: embedders.all, config, workspace };
  const paths = files.map(({ file }) => file.path);
  return steps.run('recall what is known', () => recallAdvice(world, [title, body, ...paths].join('\n')));
}

async function leaveAlone({ publisher, request, steps }: Review, head: string, why: NotReviewed): Promise<Outcome> {
  await steps.run('say that nothing was reviewed', () => sayNotReviewed(publisher, request, head, why));
  return ignored(`Not reviewed. ${why.reason}`);
}

function ignored(reason: string): Outcome {
  return { kind: 'ignored', reason, next: '' };
}

/** What the last review left: null where there is none, where it is out of reach, and where the whole is asked for. */
function findSince(
  { request, reviews, steps, fetchCommit }: Review,
  { head }: PullRequestState,
  place: PullRequestPlace,
): Promise<string | null> {
  return steps.run('find the last review', async () => {
    const last = request.trigger === 'command' ? null : await reviews.lastReviewed(place);
    if (last === null || last === head) return last;
    // After a force push the commit may be gone.
    return fetchCommit(last).then(
      () => last,
      () => null,
    );
  });
}

async function fetchAll({ fetchCommit }: Review, commits: readonly string[]): Promise<string> {
  let gitDir = '';
  for (const commit of commits) gitDir = await fetchCommit(commit);
  return gitDir;
}

/** What is new, as far as it belongs to the pull request: a merge of the base brings what others reviewed. */
function within(whole: Change, since: Change): Change {
  const paths = new Set(whole.files.map(({ path }) => path));
  return { ...since, files: since.files.filter(({ path }) => paths.has(path)) };
}

async function prepare(task: Review, gitDir: string, pull: PullRequestState, change: Change) {
  const { request, chunkStore: store, chunkSearch, embedders, steps } = task;
  const snapshot = { repository: repositoryKey(request.repository), gitDir, commit: pull.head };
  const parts = { store, embedder: embedders.builtIn };
  await steps.run('index the commit', async (signal) => (await updateIndex(parts, snapshot, { signal })).files);
  await updateIndex(parts, snapshot);
  const index = { search: chunkSearch, embedders: embedders.all };
  const workspace = await openWorkspace({ gitDir, commit: pull.head });
  const statics: StaticReview = await reviewStatically(
    change,
    reviewIndex(index, snapshot),
    workspace,
    `${pull.title}\n${pull.body}`,
  );
  return { statics, workspace, tools: readingTools(workspace, index, snapshot) };
}
