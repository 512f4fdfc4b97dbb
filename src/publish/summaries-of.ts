import type { FixRecord } from '../tasks/fix/fix-record.ts';
import { responseCommit } from './feedback-answers.ts';

/** A pull request with more rounds of feedback is described by how it began, and by the newest. */
const mostSummaries = 6;

/** What the pull request changes, in the words of the fix and of each response that added to it; the oldest first. */
export function summariesOf(record: FixRecord): string[] {
  const { iterations, reproduction, response } = record;
  const earlier = response?.summaries ?? [];
  const isAdded = response === undefined || response.summaries === undefined || responseCommit(record) !== null;
  const own = isAdded ? [(iterations.at(-1) ?? reproduction?.round)?.summary ?? ''] : [];
  const all = [...earlier, ...own].filter((summary) => summary !== '');
  return all.length <= mostSummaries ? all : [...all.slice(0, 1), ...all.slice(1 - mostSummaries)];
}
