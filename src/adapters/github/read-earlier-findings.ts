import type { EarlierFindings } from '../../publish/review-publisher.ts';
import { fingerprintsIn } from '../../review/fingerprint.ts';
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
  const known = new Map<string, boolean>();
  const writers = new Map<string, Promise<boolean>>();
  const isWriter = (login: string) => {
    const asked = writers.get(login) ?? mayWrite(context, login);
    writers.set(login, asked);
    return asked;
  };
  for (const comment of ours) {
    const prints = fingerprintsIn(comment.body);
    if (prints.length === 0) continue;
    const people = [
      ...comments
        .filter((each) => each.in_reply_to_id === comment.id && each.user?.type === 'User' && declines.test(each.body))
        .map(({ user }) => user.login),
      ...((comment.reactions?.['-1'] ?? 0) > 0 ? await thumbsDown(comment.id) : []),
    ];
    const refused = await anyOf(people);
    for (const print of prints) known.set(print, refused || (known.get(print) ?? false));
  }
  const inBodies = reviews.filter(({ user }) => user?.type === 'Bot').flatMap(({ body }) => fingerprintsIn(body));
  const refused = [...known].filter(([, isRefused]) => isRefused).map(([print]) => print);
  return { raised: [...new Set([...known.keys(), ...inBodies])], refused };

  async function thumbsDown(id: number): Promise<string[]> {
    const { data } = await octokit.rest.reactions.listForPullRequestReviewComment({
      ...ownerAndRepo(context),
      comment_id: id,
      content: '-1',
      per_page: 100,
    });
    return data.flatMap(({ user }) => (user?.type === 'User' ? [user.login] : []));
  }

  async function anyOf(people: readonly string[]): Promise<boolean> {
    for (const login of new Set(people)) if (await isWriter(login)) return true;
    return false;
  }
}
