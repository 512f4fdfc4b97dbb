import type { FileChange } from '../../workspace/workspace.ts';

const mostBytes = 1024 * 1024;

export function whyTooLarge({ after }: FileChange): string | undefined {
  const size = after?.length ?? 0;
  return size > mostBytes ? `The file would have ${size} bytes; at most ${mostBytes} are taken.` : undefined;
}
