/** What may not stand inside a path of a log. */
const boundary = /[\s'"`()<>=,;]/;
const longestPath = 300;

/**
 * The folder that Actions checked the repository out to, such as `/home/runner/work/shop/shop`, from the first path in
 * the text that lies in it. Runners of one's own have it elsewhere, but always twice the repository's name.
 */
export function findRoot(text: string, repo: string): string | null {
  const end = `/${repo}/${repo}/`;
  const found = text.indexOf(end);
  if (found === -1) return null;
  let start = found;
  while (start > 0 && found - start < longestPath && !boundary.test(text.charAt(start - 1))) start--;
  return text.slice(start, found + end.length - 1).replace(/^file:\/\//, '');
}
