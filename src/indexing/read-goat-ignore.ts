import { isThreadEnded } from '../threads/thread-ended.ts';
import { readBlobs } from '../workspace/read-blobs.ts';
import type { TreeEntry } from '../workspace/workspace.ts';
import { type IgnoreWord, matchInThread } from './match-ignore-file.ts';

/**
 * What the `.goatignore` at the root of a tree says, by path; empty where there is none.
 * @param among holds that file.
 * @throws Error with one sentence when it takes too long to match.
 */
export async function readGoatIgnore(
  gitDir: string,
  entries: readonly Pick<TreeEntry, 'path'>[],
  among: readonly TreeEntry[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, IgnoreWord>> {
  const file = among.find(({ path, mode }) => path === '.goatignore' && mode.startsWith('100'));
  if (file === undefined) return new Map();
  const options = signal ? { signal } : {};
  let text = '';
  for await (const { content } of readBlobs([file.sha], { gitDir, ...options })) {
    if (content === null) throw new Error('The .goatignore of this commit is over 1 MB: shorten it.');
    text = content.toString('utf8').replace(/^\ufeff/, '');
  }
  const paths = entries.map(({ path }) => path);
  const words = await matchInThread([text, paths], options).catch((error: unknown) => {
    if (!isThreadEnded(error)) throw error;
    throw new Error('The .goatignore of this commit takes too long to match: use fewer wildcards in a line.');
  });
  const said = new Map<string, IgnoreWord>();
  paths.forEach((path, index) => {
    const word = words[index];
    if (word) said.set(path, word);
  });
  return said;
}
