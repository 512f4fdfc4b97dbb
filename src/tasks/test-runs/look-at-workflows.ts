import { findForeignWorkflowsInThread } from '../../ci/set-up/foreign-workflows.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { Fix } from '../fix/fix.ts';
import { EndTask } from '../outcome.ts';
import { readSetUpFiles } from '../set-up/read-set-up-files.ts';

/**
 * Finds workflows of the repository's own that a push to our branch would start with something that code which nobody has
 * read yet must not reach. They are shown; where the repository's configuration says so, no branch is made.
 */
export async function lookAtWorkflows(task: Fix, workspace: Workspace): Promise<void> {
  const { request, record, config, steps } = task;
  if (request.repository.host !== 'github') return;
  // A large repository has hundreds of manifests, which take their time and say nothing about this.
  const workflows = workspace.paths().filter((path) => path.startsWith('.github/workflows/'));
  const found = await steps.run('look at the workflows that our branch starts', async () =>
    findForeignWorkflowsInThread([await readSetUpFiles(workspace, workflows)]),
  );
  record.foreignWorkflows = found.filter(({ reaches }) => reaches.length > 0);
  const [first, ...others] = record.foreignWorkflows;
  if (first === undefined || config.ci.foreignWorkflows !== 'refuse') return;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  throw new EndTask({
    kind: 'declined',
    reason: `A push to a \`goat/**\` branch would start ${first.path}${more}, which reaches ${first.reaches[0]}, and this repository's configuration refuses that.`,
    next: 'Comment `/goat setup --guard-workflows`, merge what it proposes, and comment `/goat fix` again.',
  });
}
