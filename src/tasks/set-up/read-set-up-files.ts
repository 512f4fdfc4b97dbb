import { filesToRead } from '../../ci/set-up/files-to-read.ts';
import type { Workspace } from '../../workspace/workspace.ts';

/** Bytes; what is larger is no manifest that people wrote. */
const largestFile = 256 * 1024;

/**
 * The names of all files, and the texts of those that tell how a repository is built, tested and run in Actions.
 * @param among the files whose texts are asked for; all where not given.
 */
export async function readSetUpFiles(workspace: Workspace, among = workspace.paths()) {
  const paths = workspace.paths();
  const texts: Record<string, string> = {};
  for (const path of filesToRead(among)) {
    const entry = workspace.entry(path);
    if (!entry?.mode.startsWith('100') || entry.size === null || entry.size > largestFile) continue;
    texts[path] = (await workspace.read(path))?.toString() ?? '';
  }
  return { paths, texts };
}
