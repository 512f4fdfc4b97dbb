import type { Outcome } from '../tasks/outcome.ts';
import { fenced, inlineCode, plainMarkdown } from './plain-markdown.ts';
import type { Base, PullRequestRef } from './publisher.ts';

const headings: Readonly<Partial<Record<Outcome['kind'], string>>> = {
  proposed: 'Set-up proposed',
  answered: 'Nothing to change',
  declined: 'Not set up',
  stopped: 'Stopped',
};

/** The comment of a set-up that is under way. */
export function renderSetUpProgress({ branch, sha }: Base): string {
  return `### Setting up\n\n- [x] Started from ${inlineCode(branch)} at ${sha.slice(0, 7)}`;
}

/**
 * The comment's last state.
 * @param template what to write by hand; it is shown where nothing could be detected.
 */
export function renderSetUpOutcome(
  { kind, reason, next }: Outcome,
  pullRequest: PullRequestRef | null,
  template: string,
): string {
  const byHand =
    kind === 'declined'
      ? `<details><summary>A workflow to adapt</summary>\n\n${fenced(template, 8_000)}\n\n</details>`
      : '';
  const link = pullRequest ? `Pull request: #${pullRequest.number}` : '';
  return [`### ${headings[kind] ?? 'Failed'}`, plainMarkdown(reason, 600), link, `**Next:** ${next}`, byHand]
    .filter((part) => part !== '')
    .join('\n\n');
}
