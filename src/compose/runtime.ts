import type { Logger } from 'pino';
import { startEngine } from '../adapters/durable/engine.ts';
import { connect, type DatabaseLocation, type OpenDatabase } from '../adapters/postgres/connect.ts';
import { migrate } from '../adapters/postgres/migrate.ts';
import type { FixRecord } from '../tasks/fix/fix-record.ts';
import { reconcileTasks } from '../tasks/reconcile-tasks.ts';
import type { FeedbackStore } from '../tasks/respond/feedback-store.ts';
import { runTask, type TaskWork } from '../tasks/run-task.ts';
import type { Task } from '../tasks/task.ts';
import type { TaskEngine } from '../tasks/task-engine.ts';
import type { TaskStore } from '../tasks/task-store.ts';
import { openStores, type Stores } from './stores.ts';

/** Builds what a task works with; `record` is given where only the end of a task is to be told. */
export type OpenTask = (task: Task, record: FixRecord | null, stores: Stores) => TaskWork;

/** A database, and the engine that runs tasks on it. */
export interface Runtime {
  readonly database: OpenDatabase;
  readonly store: TaskStore;
  readonly feedback: FeedbackStore;
  readonly engine: TaskEngine;
  /** Gives tasks that nobody works on their outcome; what fails is logged, and tried again at the next call. */
  reconcile(): Promise<void>;
  close(): Promise<void>;
}

export interface RuntimeParts {
  readonly location: DatabaseLocation;
  readonly executorId: string;
  readonly log: Logger;
  readonly open: OpenTask;
  /** Told once when another process has the embedded database, which is then waited for. */
  readonly onWait?: () => void;
}

/** Opens the database, brings it up to date, and takes up the tasks that a dead process left. */
export async function startRuntime({ location, executorId, log, open, onWait }: RuntimeParts): Promise<Runtime> {
  const database = await connect(location, onWait);
  try {
    await migrate(database);
    const stores = openStores(database);
    const store = stores.tasks;
    const onError = (taskId: string, err: unknown) => log.error({ taskId, err }, 'A task failed');
    const engine = await startEngine({
      database,
      store,
      executorId,
      // The engine's own progress is of no interest where nothing is wrong.
      logger: log.child({ name: 'engine' }, { level: log.isLevelEnabled('warn') ? 'warn' : 'silent' }),
      run: (taskId, durable) =>
        runTask(taskId, { store, ...durable, onError, open: (task) => open(task, null, stores) }),
    });
    const reconcile = () =>
      reconcileTasks({ store, engine, onError, open: (task, record) => open(task, record, stores) }).catch((err) =>
        log.error({ err }, 'Tasks could not be reconciled'),
      );
    await reconcile();
    return {
      database,
      store,
      feedback: stores.feedback,
      engine,
      reconcile,
      async close() {
        await engine.close();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}
