import { confinePath } from '../../security/confine-path.ts';
import type { FileChange } from '../../workspace/workspace.ts';

/** Only files inside the repository change, and none through which a change could act outside the code. */
export function whyPathRefused({ path, mode }: FileChange): string | undefined {
  const confined = confinePath(path);
  if ('refused' in confined) return confined.refused;
  return mode === '120000' || mode === '160000' ? 'Symbolic links and submodules are not changed here.' : undefined;
}
