import { titleOfFinding } from '../../publish/review-body.ts';
import type { EarlierFindings } from '../../publish/review-publisher.ts';
import { fingerprintsIn } from '../../review/fingerprint.ts';
import type { Refusal } from '../../review/review-store.ts';
import { mayWrite } from './permission.ts';
import { ownerAndRepo, type TaskContext } from './task-context.ts';

/** What declines a finding, where a person with write access answers it so. */
const declines =
  /\b(?:won'?t ?fix|will not fix|not (?:a bug|an issue|needed|necessary|relevant)|false positive|intend(?:ed|s)|intentional(?:ly)?|by design|on purpose|disagree|as designed|ignore this|not (?:going|planning) to|no,|nope|wrong)\b/i;

/**
 * The findings that our comments carry, and those that people refused: by a thumb down, or in an answer, in both cases of
 * somebody who may write. Threads that were resolved stay raised.
 */
export async function readEarlierFindings(context: TaskContext): Promise<EarlierFindings> {
  const octokit = context.client.with({ pull_requests: 'write' });
  const place = { ...ownerAndRepo(context), pull_number: context.issueNumber };
  const comments = await octokit.paginate(octokit.rest.pulls.listReviewComments, { ...place, per_page: 100 });
  const reviews = await octokit.paginate(octokit.rest.pulls.listReviews, { ...place, per_page: 100 });
  // Anyone can copy the marks.
  const ours = comments.filter(({ user }) => user?.type === 'Bot');
  const writers = new Map<string, Promise<boolean>>();
  const isWriter = (login: string) => {
    const asked = writers.get(login) ?? mayWrite(context, login);
    writers.set(login, asked);
    return asked;
  };
  const raised = new Set<string>();
  const refused: Refusal[] = [];
  for (const comment of ours) {
    const prints = fingerprintsIn(comment.body);
    for (const print of prints) raised.add(print);
    const refusal = prints.length === 0 ? null : await refusalOf(comment);
    if (refusal !== null) refused.push(...prints.map((fingerprint) => ({ fingerprint, ...refusal })));
  }
  for (const { user, body } of reviews) {
    if (user?.type === 'Bot') for (const print of fingerprintsIn(body)) raised.add(print);
  }
  return { raised: [...raised], refused };

  async function refusalOf({ id, body, path, html_url: url, reactions }: (typeof comments)[number]) {
    const answers = comments.filter(
      (each) => each.in_reply_to_id === id && each.user?.type === 'User' && declines.test(each.body),
    );
    const words = [
      ...answers.map(({ user, body: said }) => ({ by: user.login, said })),
      ...((reactions?.['-1'] ?? 0) > 0 ? (await thumbsDown(id)).map((by) => ({ by, said: '' })) : []),
    ];
    for (const word of words) {
      if (await isWriter(word.by)) return { title: titleOfFinding(body) ?? 'a finding', path, url, ...word };
    }
    return null;
  }

  async function thumbsDown(id: number): Promise<string[]> {
    const { data } = await octokit.rest.reactions.listForPullRequestReviewComment({
      ...ownerAndRepo(context),
      comment_id: id,
      content: '-1',
      per_page: 100,
    });
    return data.flatMap(({ user }) => (user?.type === 'User' ? [user.login] : []));
  }
}
