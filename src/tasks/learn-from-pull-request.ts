import type { RepositoryConfigReading } from '../config/repository-config.ts';
import { cleanProse } from '../memory/clean.ts';
import { confidence } from '../memory/confidence.ts';
import { memoryLimits } from '../memory/memory-limits.ts';
import type { FixContent, Pattern } from '../memory/pattern.ts';
import type { MemoryOwner, PatternStore } from '../memory/pattern-store.ts';
import { readConventions } from '../memory/read-conventions.ts';
import { rememberChange } from '../memory/remember-fix.ts';
import type { Refusal, ReviewStore } from '../review/review-store.ts';
import { learnFromRefusals } from './learn/learn-from-refusals.ts';
import { saveConvention } from './learn/save-convention.ts';
import { summarizeChange } from './learn/summarize-change.ts';
import type { Outcome } from './outcome.ts';
import type { TaskWork } from './run-task.ts';
import type { Steps } from './steps.ts';
import type { LearnRequest, Lesson } from './task.ts';

/** Characters of what is kept of a refusal. */
const longestRefusal = 500;

export interface LearnParts {
  readonly store: PatternStore;
  readonly owner: MemoryOwner;
  readonly readConfiguration: () => Promise<RepositoryConfigReading>;
  /** As in `Publisher`: unknown means no. */
  readonly mayWrite: (login: string) => Promise<boolean>;
  /** As in `IndexParts`. */
  readonly fetchCommit: (commit: string) => Promise<string>;
  /** Where a merged pull request left the branch that it was merged into. */
  readonly mergeBase: (mergeCommit: string, head: string) => Promise<string>;
  readonly reviews: ReviewStore;
  /** What people with write access declined of our review of a pull request. */
  readonly refusals: (pullNumber: number) => Promise<readonly Refusal[]>;
  /** What a person wrote last on a pull request; null where that is nothing. */
  readonly lastComment: (pullNumber: number, login: string) => Promise<string | null>;
}

/**
 * The `learn` task: what people did with a fix turns its candidate into a fix or a wrong way, and says what the advice
 * was worth that it had. Only people with write access teach, and bots that the repository trusts with merges.
 */
export function learnFromPullRequest(request: LearnRequest, parts: LearnParts): TaskWork {
  return {
    async run(steps) {
      const { lesson } = request;
      // Most of what a review says is about one change; it needs no call to know that.
      if (lesson.kind === 'said' && readConventions(lesson.text).length === 0)
        return ignored('It states no convention.');
      const reading = await steps.run('read the configuration', () => parts.readConfiguration());
      if ('problems' in reading) return ignored('The configuration has a mistake, so nothing is learnt.');
      const { enabled, botsThatMerge } = reading.config.memory;
      if (!enabled) return ignored('The repository keeps no memory.');
      if (!(await mayTeach(request, botsThatMerge, parts, steps)))
        return ignored(`@${request.sender} cannot teach this repository.`);
      const count = await learn(request, parts, steps);
      await steps.run('collect what has expired', () => parts.store.collect(parts.owner.repository, memoryLimits));
      return count === 0
        ? ignored('There was nothing to learn from.')
        : { kind: 'learned', reason: `Learnt from what @${request.sender} did: ${lesson.kind}.`, next: '' };
    },
    conclude: async () => undefined,
  };
}

async function mayTeach(
  { sender, isBot, lesson }: LearnRequest,
  botsThatMerge: readonly string[],
  { mayWrite }: LearnParts,
  steps: Steps,
): Promise<boolean> {
  // Who declined a finding was asked already; who closes the pull request says nothing about it.
  if (lesson.kind === 'reviewed') return true;
  if (isBot) {
    return lesson.kind === 'merged' && botsThatMerge.some((bot) => bot.toLowerCase() === sender.toLowerCase());
  }
  return steps.run('permission', () => mayWrite(sender));
}

/** How many patterns it changed. */
async function learn(request: LearnRequest, parts: LearnParts, steps: Steps): Promise<number> {
  const { lesson, sender } = request;
  const { store, owner } = parts;
  if (lesson.kind === 'said') {
    const { text, url } = lesson;
    const rules = readConventions(text);
    await steps.run('keep the conventions', async () => {
      for (const rule of rules) await saveConvention(store, owner, { text: rule, saidBy: sender, url });
    });
    return rules.length;
  }
  if (lesson.kind === 'reviewed') {
    const { reviews, refusals } = parts;
    const place = { repository: owner.repository, pullNumber: lesson.pullNumber };
    return steps.run('learn from what was refused', async () => {
      if ((await reviews.lastReviewed(place)) === null) return 0;
      return learnFromRefusals(place, await refusals(lesson.pullNumber), { reviews, memory: { store, owner } });
    });
  }
  return steps.run(`learn from what was ${lesson.kind}`, async () => {
    const patterns = await patternsOf(lesson, parts);
    for (const pattern of patterns) {
      if (pattern.content.kind !== 'fix') continue;
      if (lesson.kind === 'merged') await confirm(pattern, pattern.content, lesson, request, parts);
      else await refuse(pattern, pattern.content, lesson, request, parts);
    }
    return patterns.length;
  });
}

/** What became of a fix. */
type OfFix = Exclude<Lesson, { kind: 'said' } | { kind: 'reviewed' }>;

async function patternsOf(lesson: OfFix, { store, owner }: LearnParts): Promise<Pattern[]> {
  if (lesson.kind !== 'reverted') return store.ofPullRequest(owner.repository, lesson.pullNumber);
  const found = new Map<number, Pattern>();
  const add = (patterns: readonly Pattern[]) => {
    for (const pattern of patterns) found.set(pattern.id, pattern);
  };
  add(await store.ofCommits(owner.repository, lesson.commits));
  for (const pull of lesson.pulls) add(await store.ofPullRequest(owner.repository, pull));
  // A commit of ours that was taken back on its own branch is no verdict on the whole.
  return [...found.values()].filter(({ kind }) => kind === 'fix');
}

/** Keeps what was merged, which may be more than what was proposed. */
async function confirm(
  { repository, id, taskId }: Pattern,
  content: FixContent,
  { head, mergeCommit }: Extract<Lesson, { kind: 'merged' }>,
  { isBot }: LearnRequest,
  { store, fetchCommit, mergeBase }: LearnParts,
): Promise<void> {
  const base = await mergeBase(mergeCommit, head);
  await fetchCommit(base);
  const change = await summarizeChange({ gitDir: await fetchCommit(head), from: base, to: head });
  const isChanged = head !== content.commit;
  await store.settle(repository, id, {
    kind: 'fix',
    content: { ...content, ...rememberChange(change), base, commit: head, refusal: null },
    confidence: isBot ? confidence.mergedByBot : isChanged ? confidence.mergedChanged : confidence.merged,
    commits: [mergeCommit, head],
  });
  if (taskId !== null) await store.judgeRecalls(taskId, 'helped');
}

async function refuse(
  { repository, id, taskId }: Pattern,
  content: FixContent,
  lesson: Exclude<OfFix, { kind: 'merged' }>,
  { sender }: LearnRequest,
  { store, lastComment }: LearnParts,
): Promise<void> {
  const said = lesson.kind === 'closed' ? await lastComment(lesson.pullNumber, sender) : 'It was merged, and reverted.';
  await store.settle(repository, id, {
    kind: 'wrong way',
    content: { ...content, refusal: said === null ? null : cleanProse(said, longestRefusal) },
    confidence: confidence.refused,
    commits: [],
  });
  if (taskId !== null) await store.judgeRecalls(taskId, 'misled');
}

function ignored(reason: string): Outcome {
  return { kind: 'ignored', reason, next: '' };
}
