import { mostThreads } from '../../publish/pull-request-desk.ts';
import { fingerprintsIn } from '../../review/fingerprint.ts';
import { longestRemark, type Remark } from '../../tasks/respond/feedback.ts';
import { listThreads } from './list-threads.ts';
import { mayWrite } from './permission.ts';
import { ownerAndRepo, type TaskContext } from './task-context.ts';

/** Characters of the diff around a line; the line that is meant comes last. */
const longestHunk = 2_000;

/** What still waits for an answer on the pull request: findings of ours, and what people said who may write. */
export async function openThreads(context: TaskContext): Promise<Remark[]> {
  const octokit = context.client.with({ pull_requests: 'write' });
  const open = new Set((await listThreads(context)).flatMap(({ isResolved, root }) => (isResolved ? [] : [root])));
  const comments = await octokit.paginate(octokit.rest.pulls.listReviewComments, {
    ...ownerAndRepo(context),
    pull_number: context.issueNumber,
    per_page: 100,
  });
  const writers = new Map<string, boolean>();
  const counts = async ({ user, body }: (typeof comments)[number]) => {
    if (user?.type === 'Bot') return fingerprintsIn(body).length > 0;
    if (user?.type !== 'User') return false;
    const known = writers.get(user.login) ?? (await mayWrite(context, user.login));
    writers.set(user.login, known);
    return known;
  };
  const remarks: Remark[] = [];
  for (const root of comments.filter(({ id }) => open.has(id)).reverse()) {
    if (remarks.length === mostThreads) break;
    if (!(await counts(root))) continue;
    const said = [root.body];
    for (const answer of comments.filter(({ in_reply_to_id: to }) => to === root.id)) {
      if (await counts(answer)) said.push(`@${answer.user.login}: ${answer.body}`);
    }
    remarks.push({
      kind: 'thread',
      id: root.id,
      author: root.user.login,
      body: said.join('\n\n').slice(0, longestRemark),
      url: root.html_url,
      place: { thread: root.id, path: root.path, line: root.line ?? null, hunk: root.diff_hunk.slice(-longestHunk) },
    });
  }
  return remarks.reverse();
}
