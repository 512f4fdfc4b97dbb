import type { TestFailure } from './test-report.ts';

/** What a test is known by from one run to the next: its file and its name, whatever its message and line are. */
export function failureKey({ file, name }: TestFailure): string {
  return `${file ?? ''}\n${name}`;
}
