const longestHunk = 40;
const mostHunks = 5;

/** The conflicts of a merged text with their marks, cut to what people can read in a comment. */
export function conflictHunks(text: string): string[] {
  const hunks: string[] = [];
  let open: string[] | null = null;
  for (const line of text.split('\n')) {
    if (line.startsWith('<<<<<<< ')) open = [];
    if (open === null) continue;
    open.push(line);
    if (!line.startsWith('>>>>>>> ')) continue;
    const more = open.length - longestHunk;
    hunks.push(more > 0 ? [...open.slice(0, longestHunk), `… ${more} more lines`].join('\n') : open.join('\n'));
    open = null;
  }
  return hunks.slice(0, mostHunks);
}
