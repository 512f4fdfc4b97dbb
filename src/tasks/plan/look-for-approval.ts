import type { Fix } from '../fix/fix.ts';
import type { Approval } from '../task-store.ts';

/** The step at which a task that a person allowed goes on. */
export const lookForApproval = 'look for an approval';

/**
 * Who allowed what is shown; null when nobody did, and the task has to end until somebody does. The approval is bound to
 * the hash: when what is shown changes, it no longer counts.
 */
export async function approvalOf({ record, steps, approvedBy }: Fix, approval: Approval): Promise<string | null> {
  const by = await steps.run(lookForApproval, () => approvedBy(approval));
  record.waitingFor = by === null ? approval : null;
  return by;
}
