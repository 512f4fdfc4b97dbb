import type { Commit } from '../../publish/publisher.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { commitMessage } from './commit-message.ts';
import type { Fix } from './fix.ts';
import { headOf } from './fix-record.ts';
import type { ValidPatch } from './generate-valid-patch.ts';

/** Makes one commit of what the round changed, on top of the one before, and counts the workspace as committed. */
export async function commitPatch(
  { taskId, record, steps, publisher }: Fix,
  workspace: Workspace,
  branch: string,
  { round, changes }: ValidPatch,
): Promise<Commit> {
  const parent = headOf(record)?.sha ?? workspace.commit;
  const message = commitMessage(taskId, round.subject, round.summary);
  const commit = await steps.run('commit', () => publisher.commit({ branch, parent, message, changes }));
  workspace.mark();
  return commit;
}
