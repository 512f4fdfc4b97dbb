import type { Problem } from '../../validation/validate-patch.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { Fix } from '../fix/fix.ts';
import { beyondPlan, named } from './compare-with-plan.ts';

/** A plan may overlook so many files. */
const mostOverlooked = 2;

/**
 * A check of the whole patch that tells the agent once where it changes more files beside its plan than the plan names, but
 * for tests: that is another change than the one that people saw. When it insists, the pull request names them.
 */
export function onceBeyondPlan(
  { record }: Pick<Fix, 'record'>,
  { changes }: Pick<Workspace, 'changes'>,
): () => Promise<Problem[]> {
  let isTold = false;
  return async () => {
    if (isTold || record.plan === null) return [];
    const { plan } = record.plan;
    const paths = (await changes()).map(({ path }) => path);
    const beyond = beyondPlan(plan, paths);
    if (beyond.length <= Math.max(mostOverlooked, plan.files.length)) return [];
    isTold = true;
    const planned = plan.files.length === 1 ? '1 file' : `${plan.files.length} files`;
    return [
      {
        path: '',
        message: `The plan names ${planned}; the edits also change ${beyond.length} others: ${named(beyond)}. ${takeBack}`,
      },
    ];
  };
}

const takeBack =
  'Take back what the issue does not need. If it needs all of it, call finish again; people are then told.';
