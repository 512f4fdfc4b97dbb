import { classifyIntent } from '../../agent/classify-intent.ts';
import { confidence } from '../../memory/confidence.ts';
import { rememberFix } from '../../memory/remember-fix.ts';
import type { Base, PullRequestRef } from '../../publish/publisher.ts';
import { summarizeChange } from '../learn/summarize-change.ts';
import type { Fix } from './fix.ts';
import { headOf } from './fix-record.ts';

/** Keeps what there may be to learn from this fix, until a person merges it or refuses it. */
export async function leaveCandidate(task: Fix, base: Base, pullRequest: PullRequestRef | null): Promise<void> {
  const { taskId, record, memory, config, steps } = task;
  const commit = headOf(record)?.sha;
  if (!config.memory.enabled || commit === undefined) return;
  await steps.run('leave a candidate in memory', async () => {
    const gitDir = await task.fetchCommit(commit);
    const change = await summarizeChange({ gitDir, from: base.sha, to: commit });
    await memory.store.save(memory.owner, {
      kind: 'candidate',
      source: `fix ${taskId}`,
      taskId,
      pullNumber: pullRequest?.number ?? null,
      commits: [commit],
      content: rememberFix({ record, intent: classifyIntent(record.issue), change, commit }),
      confidence: confidence.candidate,
    });
  });
}
