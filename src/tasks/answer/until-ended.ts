import type { Control } from '../control.ts';

/** So often, and in seconds: a task whose server went down comes to its end well within both. */
const mostLooks = 60;
const betweenLooks = 2;

/**
 * Waits until another task has come to its end, for two minutes at most. It asks people for something before it has written
 * that it waits, and its server may go down in between: what they say then must not be lost.
 */
export async function untilEnded(taskId: string, control: Control): Promise<void> {
  for (let looks = 0; looks < mostLooks && !(await control.hasEnded(taskId)); looks += 1) {
    await control.receive(betweenLooks);
  }
}
