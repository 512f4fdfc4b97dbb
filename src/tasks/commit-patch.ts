import type { Commit } from '../publish/publisher.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { commitMessage } from './commit-message.ts';
import type { Fix } from './fix.ts';
import type { ValidPatch } from './generate-valid-patch.ts';

/** Makes one commit of what the iteration changed, on top of the one before, and counts the workspace as committed. */
export async function commitPatch(
  { taskId, record, steps, publisher }: Fix,
  workspace: Workspace,
  branch: string,
  { subject, summary }: ValidPatch,
): Promise<Commit> {
  const parent = record.iterations.at(-1)?.commit.sha ?? workspace.commit;
  const changes = await workspace.changesSinceMark();
  const commit = await steps.run('commit', () =>
    publisher.commit({ branch, parent, message: commitMessage(taskId, subject, summary), changes }),
  );
  workspace.mark();
  return commit;
}
