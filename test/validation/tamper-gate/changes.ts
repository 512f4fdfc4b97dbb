import { findTampering } from '../../../src/validation/tamper-gate.ts';
import type { FileChange } from '../../../src/workspace/workspace.ts';

export function change(path: string, before: string | null, after: string | null): FileChange {
  const bytes = (content: string | null) => (content === null ? null : Buffer.from(content));
  return { path, mode: '100644', before: bytes(before), after: bytes(after) };
}

/** What is found in a patch, as `path: kind`, with `(shown)` where it does not block. */
export async function kindsOf(changes: readonly FileChange[], requested = ''): Promise<string[]> {
  const found = await findTampering(changes, { requested });
  return found.map(({ path, kind, blocking }) => `${path}: ${kind}${blocking ? '' : ' (shown)'}`);
}
