import { ownerAndRepo, type TaskContext } from './task-context.ts';

/** What a person wrote last below an issue or a pull request; null where that is nothing. */
export async function lastComment(
  context: Pick<TaskContext, 'client' | 'repository'>,
  issueNumber: number,
  login: string,
): Promise<string | null> {
  const octokit = context.client.with({ issues: 'read' });
  const pages = octokit.paginate.iterator(octokit.rest.issues.listComments, {
    ...ownerAndRepo(context),
    issue_number: issueNumber,
    per_page: 100,
  });
  let last: string | null = null;
  for await (const { data } of pages) {
    const own = data.findLast(({ user }) => user?.login.toLowerCase() === login.toLowerCase());
    if (own?.body) last = own.body;
  }
  return last;
}
