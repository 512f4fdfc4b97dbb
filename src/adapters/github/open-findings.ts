import { fingerprintsIn } from '../../review/fingerprint.ts';
import { listThreads } from './list-threads.ts';
import { ownerAndRepo, type TaskContext } from './task-context.ts';

/** The fingerprints of our comments whose thread nobody has resolved, on lines that are still there. */
export async function openFindings(context: TaskContext): Promise<string[]> {
  const octokit = context.client.with({ pull_requests: 'write' });
  const comments = await octokit.paginate(octokit.rest.pulls.listReviewComments, {
    ...ownerAndRepo(context),
    pull_number: context.issueNumber,
    per_page: 100,
  });
  // Anyone can copy the marks. A comment whose lines were changed has no line any more.
  const ours = comments.filter(
    ({ user, line, body }) => user?.type === 'Bot' && line && fingerprintsIn(body).length > 0,
  );
  if (ours.length === 0) return [];
  const open = new Set((await listThreads(context)).flatMap(({ isResolved, root }) => (isResolved ? [] : [root])));
  return ours.filter(({ id }) => open.has(id)).flatMap(({ body }) => fingerprintsIn(body));
}
