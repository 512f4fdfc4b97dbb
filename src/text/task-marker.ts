const prefix = '<!-- goat:task=';

/** The hidden first line of every comment that a task writes: the task finds its comment by it, and no command in it counts. */
export function taskMarker(taskId: string): string {
  return `${prefix}${taskId} -->`;
}

/** Whether this is the comment of the task; of any task when none is named. */
export function hasTaskMarker(body: string, taskId?: string): boolean {
  return body.startsWith(taskId === undefined ? prefix : taskMarker(taskId));
}
