import { DBOSClient } from '@dbos-inc/dbos-sdk';
import type { RecordedStep } from '../../tasks/replay/recording.ts';
import type { OpenDatabase } from '../postgres/connect.ts';

/** What the engine calls what a task does through its control. */
const names: Readonly<Record<string, string>> = { 'DBOS.recv': 'receive', 'DBOS.now': 'now', 'DBOS.send': 'send' };

/** The recorded steps of a task, in order; reading them starts no task. */
export async function readRecordedSteps(
  database: OpenDatabase,
  taskId: string,
): Promise<Pick<RecordedStep, 'name' | 'result'>[]> {
  // The pool is what it works with; an address has to be there all the same.
  const client = await DBOSClient.create({ systemDatabaseUrl: 'postgres://', systemDatabasePool: database.pool });
  try {
    const steps = (await client.listWorkflowSteps(taskId)) ?? [];
    return steps
      .filter(({ name }) => name !== 'DBOS.sleep')
      .map(({ name, output, error }) => ({ name: names[name] ?? name, result: resultOf(name, output, error) }));
  } finally {
    await client.destroy();
  }
}

function resultOf(name: string, output: unknown, error: Error | null): RecordedStep['result'] {
  if (error !== null) return { error: { name: error.name, message: error.message } };
  if (name in names || typeof output !== 'object' || output === null) return { value: output };
  if ('stoppedBy' in output && typeof output.stoppedBy === 'string') return { stoppedBy: output.stoppedBy };
  return { value: 'value' in output ? output.value : undefined };
}
