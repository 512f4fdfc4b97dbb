import { z } from 'zod';
import { longestRemark } from '../../tasks/respond/feedback.ts';
import { pullOfTry } from '../../text/try-branch.ts';
import { startPayload, toRepository, unexpected } from './payload.ts';
import { ignore, type Reaction, type TriggerSettings } from './reaction.ts';

const schema = z.object({
  ...startPayload,
  check_run: z.object({
    id: z.number().int().positive(),
    name: z.string(),
    head_sha: z.string(),
    conclusion: z.string().nullish(),
    html_url: z.string().nullish(),
    output: z.object({ title: z.string().nullish(), summary: z.string().nullish(), text: z.string().nullish() }),
    app: z.object({ id: z.number(), slug: z.string().nullish() }).nullish(),
    check_suite: z.object({ head_branch: z.string().nullish() }),
  }),
});

/** A check of another App has ended. Actions tell of their runs themselves, and of our own checks we know. */
export function checkRunCompleted(payload: unknown, { appId }: Pick<TriggerSettings, 'appId'>): Reaction {
  const checked = schema.safeParse(payload);
  if (!checked.success) return unexpected(checked.error);
  const { check_run: check } = checked.data;
  if (check.app?.slug === 'github-actions') return ignore('a check of Actions');
  if (check.app?.id === appId) return ignore('a check of our own');
  if (check.conclusion !== 'failure' && check.conclusion !== 'timed_out') return ignore('not a failed check');
  const branch = check.check_suite.head_branch;
  if (!branch) return ignore('a check without a branch');
  // A suite of checks keeps the branch that its commit was on first, which is where we tested it.
  const pull = pullOfTry(branch);
  const { title, summary, text } = check.output;
  const said = [title, summary, text].filter((part) => part).join('\n\n');
  return {
    kind: 'feedback',
    repository: toRepository(checked.data),
    on: pull === null ? { head: branch } : { pull },
    feedback: {
      kind: 'check',
      id: check.id,
      name: check.name,
      commit: check.head_sha,
      url: check.html_url ?? null,
      text: said.slice(0, longestRemark),
    },
  };
}
