import type { Check } from '../../publish/publisher.ts';
import { cutText } from '../../text/cut-text.ts';
import { createOnce } from './create-once.ts';
import { statusOf } from './github-error.ts';
import { ownerAndRepo, type TaskContext } from './task-context.ts';

/** Characters of a check's summary, and of its title as it is shown. */
const longest = { summary: 65_535, title: 200 };

/**
 * Writes the task's check on a commit, or replaces what it said there. An App that was installed before it asked for
 * this permission goes on without: the tracking comment says the same.
 * @param name that the check has on every commit.
 */
export async function writeCheck(context: TaskContext, check: Check, name = 'goat'): Promise<void> {
  const { checks } = context.client.with({ checks: 'write' }).rest;
  const content = {
    ...ownerAndRepo(context),
    status: 'completed',
    conclusion: check.conclusion,
    output: { title: cutText(check.title, longest.title), summary: cutText(check.summary, longest.summary) },
    ...(check.url === null ? {} : { details_url: check.url }),
  } as const;
  const find = async () => {
    const { data } = await checks.listForRef({
      ...ownerAndRepo(context),
      ref: check.sha,
      check_name: name,
      filter: 'all',
    });
    return data.check_runs.find(({ external_id: task }) => task === context.taskId) ?? null;
  };
  let made = false;
  const create = async () => {
    made = true;
    return (await checks.create({ ...content, name, head_sha: check.sha, external_id: context.taskId })).data;
  };
  try {
    const { id } = await createOnce<{ readonly id: number }>(find, create);
    if (!made) await checks.update({ ...content, check_run_id: id });
  } catch (error) {
    if (statusOf(error) !== 403 && statusOf(error) !== 422) throw error;
    context.log.warn({ err: error }, 'The check could not be written');
  }
}
