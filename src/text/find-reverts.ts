/** What some messages say that they take back. */
export interface Reverts {
  readonly commits: readonly string[];
  /** Pull requests of the same repository. */
  readonly pulls: readonly number[];
}

const mostOfOne = 20;

/**
 * What commit messages or a pull request's description take back: `This reverts commit SHA`, as git writes it, and
 * `Reverts owner/name#12`, as GitHub does. Each only at the beginning of a line, and a pull request only of this
 * repository.
 * @param fullName `owner/name`.
 */
export function findReverts(messages: readonly string[], fullName: string): Reverts {
  const commits = new Set<string>();
  const pulls = new Set<number>();
  for (const message of messages) {
    for (const line of message.split('\n')) {
      const sha = /^This reverts commit ([0-9a-f]{40})\b/.exec(line)?.[1];
      if (sha !== undefined && commits.size < mostOfOne) commits.add(sha);
      const [, name = '', number] = /^Reverts ([\w.-]{0,100}\/?[\w.-]{0,100})#(\d{1,9})\b/.exec(line) ?? [];
      const isHere = name === '' || name.toLowerCase() === fullName.toLowerCase();
      if (number !== undefined && isHere && pulls.size < mostOfOne) pulls.add(Number(number));
    }
  }
  return { commits: [...commits], pulls: [...pulls] };
}
