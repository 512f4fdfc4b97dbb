/** A person, an organisation's stand-in, or an App's bot. */
export interface User {
  readonly id: number;
  readonly login: string;
  readonly type: 'User' | 'Bot';
}

/** The address that GitHub writes into commits for people who keep theirs private. */
export function noreplyEmail(user: User): string {
  return `${user.id}+${user.login}@users.noreply.github.com`;
}
