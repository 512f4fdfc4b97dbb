import { matchInThread } from '../../indexing/match-ignore-file.ts';

/** Which of these paths the patterns mean, which are read as those of `.gitignore`. */
export async function matchingPaths(
  patterns: readonly string[],
  paths: readonly string[],
): Promise<ReadonlySet<string>> {
  if (patterns.length === 0 || paths.length === 0) return new Set();
  const words = await matchInThread([patterns.join('\n'), [...paths]]);
  return new Set(paths.filter((_, index) => words[index] === 'ignored'));
}
