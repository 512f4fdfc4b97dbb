import type { Conclusion, StepRecord } from '../state/run.ts';
import { timestamp } from '../state/world.ts';
import { holds, type Scope } from './expression.ts';
import { createLog } from './job-log.ts';
import { type JobSpace, runStep } from './run-step.ts';
import type { WorkflowStep } from './workflow-file.ts';

/** Runs a step if its condition holds, within its own time, and records how it ended. Returns its outputs. */
export async function performStep(
  space: JobSpace,
  step: WorkflowStep,
  record: StepRecord,
  scope: Scope,
  stop: AbortSignal,
): Promise<Record<string, string>> {
  const end = (conclusion: Conclusion) => {
    record.conclusion = conclusion;
    record.status = 'completed';
    record.completedAt = timestamp();
  };
  const log = createLog(record);
  record.status = 'in_progress';
  record.startedAt = timestamp();
  try {
    if (!holds(step.if, scope)) {
      end('skipped');
      return {};
    }
    const minutes = step['timeout-minutes'];
    const limit = minutes === undefined ? undefined : AbortSignal.timeout(minutes * 60_000);
    const signal = limit === undefined ? stop : AbortSignal.any([stop, limit]);
    const outputs = await runStep(space, step, record, scope, log, signal).catch((error: unknown) => {
      if (limit?.aborted) throw new Error(`The action '${record.name}' has timed out after ${minutes} minutes.`);
      throw error;
    });
    end('success');
    return outputs;
  } catch (error) {
    log.end();
    log.line(`##[error]${error instanceof Error ? error.message : String(error)}`);
    end(stop.aborted ? 'cancelled' : 'failure');
    return {};
  } finally {
    log.end();
  }
}
