/** Where git finds a repository, by the address of the API: GitHub's own, an Enterprise server's, or a local one. */
export function cloneUrl(apiUrl: string, owner: string, name: string): string {
  const url = new URL(apiUrl);
  const host = url.host === 'api.github.com' ? 'github.com' : url.host;
  return `${url.protocol}//${host}/${encodeURIComponent(owner)}/${encodeURIComponent(name)}.git`;
}
