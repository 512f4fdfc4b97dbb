import { availableParallelism, cpus } from 'node:os';

/** What a figure was measured on, and when: a line to print beside it. */
export function describeMachine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const date = new Date().toISOString().slice(0, 10);
  return `${availableParallelism()} cores (${model}), Node ${process.versions.node}, ${process.platform}, ${date}`;
}
