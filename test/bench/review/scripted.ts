import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect } from '../../../src/adapters/postgres/connect.ts';
import { migrate } from '../../../src/adapters/postgres/migrate.ts';
import type { ReviewComment, ReviewToSubmit } from '../../../src/publish/review-publisher.ts';
import { fingerprintsIn } from '../../../src/review/fingerprint.ts';
import { countParseErrors } from '../../../src/syntax/count-parse-errors.ts';
import { readChange } from '../../../src/tasks/review/read-change.ts';
import { readFileAt } from '../../../src/workspace/read-file-at.ts';
import { createReviewer } from '../../fakes/reviewer.ts';
import { differences } from '../../github-server/git/compare.ts';
import { diffLines, findDiffLine } from '../../github-server/git/diff-lines.ts';
import { findEverywhere } from './find-everywhere.ts';
import type { FixCommit } from './find-fixes.ts';
import { type Pushed, pushFiveTimes } from './push-five-times.ts';

/** What the reviews of all pushes came to. */
const newCounts = () => ({
  ...{ changes: 0, pushes: 0, reviews: 0, proposed: 0, outside: 0, suggested: 0, refused: 0, refusedSuggestions: 0 },
  ...{ posted: 0, inDiff: 0, inSummary: 0, suggestions: 0, parsed: 0, repeated: 0 },
  /** Why pushes got no review, and how many. */
  notReviewed: new Map<string, number>(),
});
type Counts = ReturnType<typeof newCounts>;

/**
 * Reviews the same changes with a model that finds something everywhere, over five pushes, by the product's own task, and
 * checks what is posted by other code than that which made it.
 */
export async function reviewScripted(fixes: readonly FixCommit[]): Promise<Counts> {
  const directory = await mkdtemp(path.join(tmpdir(), 'goat-bench-review-'));
  const database = await connect({ directory });
  const counts = newCounts();
  try {
    await migrate(database);
    for (const fix of fixes) {
      const pushed = await pushFiveTimes(fix);
      if (pushed === null) continue;
      counts.changes += 1;
      const reviewer = createReviewer(database);
      await reviewPushes(pushed, reviewer, counts);
      countRepeated(reviewer.reviews, counts);
      await rm(pushed.gitDir, { recursive: true, force: true });
    }
  } finally {
    await database.close();
    await rm(directory, { recursive: true, force: true });
  }
  return counts;
}

async function reviewPushes(
  { gitDir, base, heads }: Pushed,
  reviewer: ReturnType<typeof createReviewer>,
  counts: Counts,
): Promise<void> {
  for (const [index, head] of heads.entries()) {
    const { files } = await readChange(gitDir, base, head, { exclude: [], only: [] });
    const before = reviewer.reviews.length;
    const { reason } = await reviewer.review({
      ...{ gitDir, mergeBase: base, head, model: findEverywhere(files, counts) },
      request: { trigger: index === 0 ? 'opened' : 'push', tokens: 100_000_000 },
      review: { comments: 50, floor: 'note' },
    });
    counts.pushes += 1;
    if (reviewer.reviews.length === before) counts.notReviewed.set(reason, (counts.notReviewed.get(reason) ?? 0) + 1);
    for (const review of reviewer.reviews.slice(before)) await check(review, gitDir, base, head, counts);
  }
}

async function check(
  { body, comments }: ReviewToSubmit,
  gitDir: string,
  base: string,
  head: string,
  counts: Counts,
): Promise<void> {
  const patches = new Map((await differences(gitDir, base, head)).map((file) => [file.path, diffLines(file.patch)]));
  counts.reviews += 1;
  counts.posted += comments.length;
  counts.inSummary += fingerprintsIn(body).length;
  for (const comment of comments) {
    const { path: name, side, line, startLine } = comment.anchor;
    const lines = patches.get(name) ?? [];
    const [end, start] = [findDiffLine(lines, side, line), findDiffLine(lines, side, startLine ?? line)];
    if (end !== undefined && start?.hunk === end.hunk && start.index <= end.index) counts.inDiff += 1;
    await checkSuggestion(comment, gitDir, head, counts);
  }
}

/** Takes a suggestion as GitHub does: the lines of the comment go, those of the block come. */
async function checkSuggestion(
  { anchor, body }: ReviewComment,
  gitDir: string,
  head: string,
  counts: Counts,
): Promise<void> {
  const block = /^```suggestion\n([\s\S]*?)^```$/m.exec(body)?.[1];
  if (block === undefined) return;
  counts.suggestions += 1;
  const text = (await readFileAt(gitDir, head, anchor.path))?.toString('utf8') ?? '';
  const lines = text.split('\n');
  const start = anchor.startLine ?? anchor.line;
  lines.splice(start - 1, anchor.line - start + 1, ...(block === '' ? [] : block.replace(/\n$/, '').split('\n')));
  const now = (await countParseErrors(anchor.path, lines.join('\n'))) ?? 0;
  if (now <= ((await countParseErrors(anchor.path, text)) ?? 0)) counts.parsed += 1;
}

function countRepeated(reviews: readonly ReviewToSubmit[], counts: Counts): void {
  const prints = reviews.flatMap(({ body, comments }) =>
    [body, ...comments.map((comment) => comment.body)].flatMap(fingerprintsIn),
  );
  counts.repeated += prints.length - new Set(prints).size;
}

/** The counts as a table, a line each. */
export function describeScripted(counts: Counts): string {
  const share = (part: number, whole: number) => (whole === 0 ? '' : ` (${((100 * part) / whole).toFixed(1)} %)`);
  const rows: [string, string | number][] = [
    ['changes taken back, each pushed to five times', counts.changes],
    ['pushes', counts.pushes],
    ['reviews', counts.reviews],
    ...[...counts.notReviewed].map(([reason, times]): [string, number] => [`  none: ${reason}`, times]),
    ['findings proposed', counts.proposed],
    ['  of them not wholly inside the diff', counts.outside],
    ['  of them with a suggestion', counts.suggested],
    ['refused at once', counts.refused],
    ['  of them for their suggestion', counts.refusedSuggestions],
    ['comments posted', counts.posted],
    ['  of them inside the diff', `${counts.inDiff}${share(counts.inDiff, counts.posted)}`],
    ['put into the summary', counts.inSummary],
    ['suggestions posted', counts.suggestions],
    ['  of them parse once taken', `${counts.parsed}${share(counts.parsed, counts.suggestions)}`],
    ['said again', counts.repeated],
  ];
  return rows.map(([what, count]) => `${what.padEnd(64)}${count}`).join('\n');
}
