import { conventionPaths } from '../../context/find-conventions.ts';
import { cutText } from '../../text/cut-text.ts';
import { openWorkspace } from '../../workspace/open-workspace.ts';

const mostFiles = 4;
const mostCharacters = 12_000;

/**
 * What a repository has written down of how its code is to be, as it was before the change: a pull request must not bring
 * the rules that it is judged by.
 * @param changed paths, whose folders may have conventions of their own.
 */
export async function readWrittenConventions(
  gitDir: string,
  commit: string,
  changed: readonly string[],
): Promise<string> {
  const workspace = await openWorkspace({ gitDir, commit });
  const parts: string[] = [];
  for (const path of conventionPaths(workspace.paths(), changed).slice(0, mostFiles)) {
    const content = await workspace.read(path);
    if (content !== undefined && !content.includes(0)) parts.push(`=== ${path}\n${content.toString('utf8')}`);
  }
  return cutText(parts.join('\n\n'), mostCharacters);
}
