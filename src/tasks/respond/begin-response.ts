import type { Control } from '../control.ts';
import { applyConfiguration } from '../fix/configure-fix.ts';
import type { Steps } from '../steps.ts';
import type { FixRequest, RespondRequest } from '../task.ts';
import { describeRemarks } from './describe-remarks.ts';
import type { Gathered } from './gather-feedback.ts';
import type { RespondParts, Response } from './respond.ts';

/** Begins to answer what was gathered: as a fix whose hint it is. */
export async function beginResponse(
  taskId: string,
  { repository, limits }: RespondRequest,
  parts: RespondParts,
  { pull, record }: Gathered,
  steps: Steps,
  control: Control,
): Promise<Response> {
  const { issue } = record;
  const hint = describeRemarks(record.response.pieces);
  const request: FixRequest = { kind: 'fix', repository, issue, hint, sender: '', commentId: null, limits };
  const fix = await applyConfiguration({ ...parts, taskId, request, record, steps, control });
  return { ...fix, record, desk: parts.desk, pull };
}
