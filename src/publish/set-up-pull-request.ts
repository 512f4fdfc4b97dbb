import type { ForeignWorkflow } from '../ci/set-up/foreign-workflows.ts';
import type { SetUpPlan } from '../ci/set-up/plan-set-up.ts';
import { inlineCode, plainMarkdown } from './plain-markdown.ts';

/** What the pull request of a set-up says: what was found and why, what to check, and which workflows of one's own to look at. */
export function setUpPullRequest(
  plan: SetUpPlan,
  issueNumber: number,
): { readonly title: string; readonly summary: string; readonly body: string } {
  const { setUp, files, workflow } = plan;
  const { parts, findings, checks } = setUp;
  const detected = parts.flatMap(({ directory, findings: own }) =>
    own.map((finding) => `${directory === '' || parts.length === 1 ? '' : `${inlineCode(directory)}: `}${finding}`),
  );
  const toCheck = [...parts.flatMap((part) => part.checks), ...checks];
  const body = [
    `Asked for in #${issueNumber}. ${plainMarkdown(what[workflow])}`,
    '## What was detected',
    list([...detected, ...findings]),
    ...(toCheck.length > 0 ? ['## Please check', list(toCheck)] : []),
    ...foreignSection(plan),
    '## What this changes',
    list(Object.keys(files).map((path) => `\`${path}\``)),
    'The workflow starts only when the bot asks for a run. It may read the repository and nothing else, holds no secret, leaves no credentials in the work tree, pins its actions by commit, and ends after 30 minutes. Change what you like in it; `/goat setup` proposes it anew and does not know what you changed by hand after a merge; to an open pull request with commits of yours it adds nothing.',
  ];
  return {
    title:
      workflow === 'other'
        ? 'Update the workflow that tests what goat does'
        : 'Let goat run the tests of this repository',
    summary: `The workflow and the configuration are written for what the repository uses:\n${[...detected, ...findings].map((finding) => `- ${finding}`).join('\n')}`,
    body: body.join('\n\n'),
  };
}

const what = {
  new: 'With this workflow on the default branch, the bot can test what it writes.',
  other:
    'The workflow that the bot tests with is there already; this is what would be written now. Edits made by hand would be lost: look at the difference.',
  same: 'The workflow that the bot tests with is there already and stays.',
} as const;

function foreignSection({ foreign, guarded }: SetUpPlan): string[] {
  const dangerous = foreign.filter(({ reaches }) => reaches.length > 0);
  if (dangerous.length === 0) return [];
  const isOpen = dangerous.some(({ path, events }) => events.includes('push') && !guarded.includes(path));
  return [
    '## Your own workflows that run for `goat/**` branches',
    'A branch of the bot holds code that no person has read yet, and a push to it starts these workflows:',
    list(dangerous.map((workflow) => foreignLine(workflow, guarded))),
    ...(isOpen && guarded.length === 0
      ? [
          "Comment `/goat setup --guard-workflows` for a pull request that adds `branches-ignore: ['goat/**']` to them, or set `ci.foreignWorkflows: refuse` in `.github/goat.yml` to have no fix started while they are like that.",
        ]
      : []),
  ];
}

function foreignLine({ path, events, reaches }: ForeignWorkflow, guarded: readonly string[]): string {
  const cure = guarded.includes(path)
    ? ' This pull request keeps its `push` off them.'
    : events.includes('push')
      ? ''
      : ' No filter for branches keeps it off: add a condition on `github.head_ref` to its jobs, or take its secrets away.';
  return `${inlineCode(path)} (${events.join(', ')}) reaches ${reaches.join('; ')}.${cure}`;
}

function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${plainMarkdown(line, 600)}`).join('\n');
}
