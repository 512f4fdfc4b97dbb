/** The name, not a class: it outlives copying and recording. */
const name = 'ThreadEnded';

export function threadEnded(job: string, why: string, cause?: unknown): Error {
  const error = new Error(`${job} ${why}, so its thread was ended.`, cause === undefined ? {} : { cause });
  error.name = name;
  return error;
}

/** Whether work was given up with its thread: it took too long or too much memory, or broke its parser. */
export function isThreadEnded(error: unknown): boolean {
  return error instanceof Error && error.name === name;
}
