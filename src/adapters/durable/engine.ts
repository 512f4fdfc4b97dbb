import { DBOS, type DLogger } from '@dbos-inc/dbos-sdk';
import type { Control } from '../../tasks/control.ts';
import type { Outcome } from '../../tasks/outcome.ts';
import type { Steps } from '../../tasks/steps.ts';
import type { TaskEngine } from '../../tasks/task-engine.ts';
import type { TaskStore } from '../../tasks/task-store.ts';
import type { OpenDatabase } from '../postgres/connect.ts';
import { durableControl, inbox } from './control.ts';
import { queueOf, queues } from './queues.ts';
import { stepSequenceVersion } from './step-sequence-version.ts';
import { durableSteps } from './steps.ts';
import { withoutOthers } from './without-others.ts';
import { workflowState } from './workflow-state.ts';

/** Milliseconds between looks at a queue, or at a task that somebody waits for. */
const pollMs = 200;
/** Tasks of one queue that one process works on at a time. */
const tasksPerProcess = 8;

export interface EngineParts {
  readonly database: OpenDatabase;
  readonly store: TaskStore;
  /** Names this worker: at its next start it takes up the tasks that it left. */
  readonly executorId: string;
  readonly logger: DLogger;
  /** Runs a task to its outcome. */
  readonly run: (taskId: string, durable: { steps: Steps; finalSteps: Steps; control: Control }) => Promise<Outcome>;
}

/** Starts the durable engine, which takes up the tasks that a dead process left. One engine a process. */
export async function startEngine(parts: EngineParts): Promise<TaskEngine> {
  DBOS.setConfig({
    name: 'goatcode',
    systemDatabasePool: parts.database.pool,
    // The embedded database has one connection, which LISTEN would hold for ever.
    useListenNotify: !parts.database.embedded,
    applicationVersion: stepSequenceVersion,
    executorID: parts.executorId,
    logger: parts.logger,
  });
  const workflow = DBOS.registerWorkflow(
    (taskId: string) =>
      parts.run(taskId, {
        steps: durableSteps(() => parts.store.stopRequestedBy(taskId)),
        finalSteps: durableSteps(async () => null),
        control: durableControl(),
      }),
    { name: 'task' },
  );
  await withoutOthers(parts.database, launch);
  return {
    async enqueue(taskId, request) {
      const { queueName, ...enqueueOptions } = queueOf(request);
      // It holds its place in the queue only once it has gathered.
      const delay = request.kind === 'respond' ? { delaySeconds: request.gatherSeconds } : {};
      await DBOS.startWorkflow(workflow, {
        workflowID: taskId,
        queueName,
        enqueueOptions: { ...enqueueOptions, ...delay },
      })(taskId);
    },
    send: (taskId, message, key) => DBOS.send(taskId, message, inbox, key),
    wait: async (taskId) => {
      await DBOS.retrieveWorkflow(taskId).getResult({ pollingIntervalMs: pollMs });
    },
    workflowState,
    cancel: (taskId) => DBOS.cancelWorkflow(taskId),
    close: () => DBOS.shutdown({ deregister: true }),
  };
}

async function launch(): Promise<void> {
  await DBOS.launch();
  for (const queue of new Map(Object.values(queues).map((one) => [one.name, one])).values()) {
    await DBOS.registerQueue(queue.name, {
      workerConcurrency: tasksPerProcess,
      minPollingIntervalMs: pollMs,
      ...(queue.partitioned ? { partitionConcurrency: 1 } : {}),
      onConflict: 'always_update',
    });
  }
}
