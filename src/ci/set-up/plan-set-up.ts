import { configurationPath } from '../../text/configuration-path.ts';
import { offThread } from '../../threads/off-thread.ts';
import { workflowPath } from '../workflow-file.ts';
import { detectSetUp } from './detect-set-up.ts';
import type { RepositoryFiles } from './folder.ts';
import { type ForeignWorkflow, findForeignWorkflows } from './foreign-workflows.ts';
import { guardWorkflow } from './guard-workflow.ts';
import { renderConfiguration } from './render-configuration.ts';
import { renderWorkflow } from './render-workflow.ts';
import type { SetUp } from './set-up.ts';

/** What a set-up would change in a repository, and why. */
export interface SetUpPlan {
  readonly setUp: SetUp;
  /** New contents by path; none where there is nothing to change. */
  readonly files: Readonly<Record<string, string>>;
  /** Whether the workflow is there already, and with other contents. */
  readonly workflow: 'new' | 'other' | 'same';
  readonly foreign: readonly ForeignWorkflow[];
  /** Paths among them that this plan keeps off our branches. */
  readonly guarded: readonly string[];
}

/** Plans a set-up in a thread: all that it reads is written by others. */
export const planSetUp = offThread(import.meta.url, plan);

/**
 * The work of `planSetUp`. A configuration that is there stays: people wrote it. The workflow is ours to write again.
 * @param guardWorkflows whether workflows of the repository's own that see secrets are kept off our branches.
 */
export function plan(files: RepositoryFiles, guardWorkflows: boolean): SetUpPlan {
  const setUp = detectSetUp(files);
  const foreign = findForeignWorkflows(files);
  const guards = guardWorkflows ? guardAll(files, foreign) : {};
  const found = setUp.parts.length > 0;
  const workflow = found ? renderWorkflow(setUp) : undefined;
  const existing = files.texts[workflowPath];
  return {
    setUp,
    files: {
      ...(workflow !== undefined && workflow !== existing ? { [workflowPath]: workflow } : {}),
      ...(found && !files.paths.includes(configurationPath) ? { [configurationPath]: renderConfiguration(setUp) } : {}),
      ...guards,
    },
    workflow: existing === undefined ? 'new' : existing === workflow ? 'same' : 'other',
    foreign,
    guarded: Object.keys(guards),
  };
}

function guardAll({ texts }: RepositoryFiles, foreign: readonly ForeignWorkflow[]): Record<string, string> {
  const dangerous = foreign.filter(({ events, reaches }) => events.includes('push') && reaches.length > 0);
  return Object.fromEntries(
    dangerous.flatMap(({ path }) => {
      const guarded = guardWorkflow(texts[path] ?? '');
      return guarded === null ? [] : [[path, guarded]];
    }),
  );
}
