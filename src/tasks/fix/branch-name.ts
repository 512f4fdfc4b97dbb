const longestSlug = 40;

/** `goat/issue-N-slug`, without the number for an issue that came from a file: the slug is the title's words in `[a-z0-9-]`, at most 40 characters. */
export function branchName(issueNumber: number, title: string): string {
  const slug = title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, longestSlug)
    .replaceAll(/^-+|-+$/g, '');
  return ['goat/issue', issueNumber > 0 ? String(issueNumber) : '', slug].filter((part) => part !== '').join('-');
}
