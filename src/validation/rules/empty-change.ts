import type { FileChange } from '../../workspace/workspace.ts';

export function whyEmpty({ before, after }: FileChange): string | undefined {
  const same = before === null || after === null ? before === after : before.equals(after);
  return same ? 'Nothing changes in this file, so it does not belong to the patch.' : undefined;
}
