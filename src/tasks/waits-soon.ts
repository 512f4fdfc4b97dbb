import type { Control } from './control.ts';
import type { Steps } from './steps.ts';
import type { Task } from './task.ts';
import type { TaskStore } from './task-store.ts';

/** So often, and in seconds: a task whose server went down goes on well within both. */
const mostLooks = 60;
const betweenLooks = 2;

/**
 * Whether a fix waits for a person, at once or soon: its comment asks before its state says that it waits, and the server may
 * go down in between. What a person says then must not be lost.
 */
export async function waitsSoon(
  { id, state }: Pick<Task, 'id' | 'state'>,
  store: TaskStore,
  steps: Steps,
  control: Control,
): Promise<boolean> {
  let now: Task['state'] | undefined = state;
  for (let looks = 0; now === 'running' && looks < mostLooks; looks += 1) {
    await control.receive(betweenLooks);
    now = await steps.run('read its state', async () => (await store.read(id))?.state);
  }
  return now === 'waiting';
}
