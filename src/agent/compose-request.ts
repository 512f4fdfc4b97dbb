import { sanitizeText } from '../security/sanitize-text.ts';
import type { Issue } from '../tasks/task.ts';
import type { Conversation } from './conversation.ts';
import { dataBlock, dataMarker } from './data-block.ts';
import { loadPrompt } from './load-prompt.ts';
import type { Plan } from './plan.ts';

export interface FixBriefing {
  readonly taskId: string;
  readonly issue: Issue;
  /** Empty when the person gave none. */
  readonly hint: string;
  /** The chosen parts of the repository, rendered. */
  readonly context: string;
  /** What is remembered of tasks like this one, rendered; left out where nothing is. */
  readonly advice?: { readonly fixes: readonly string[]; readonly conventions: readonly string[] };
}

/** The conversation that a fix begins with. */
export function composeFixRequest({ taskId, issue, hint, context, advice }: FixBriefing): Conversation {
  const text = loadPrompt('fix', {
    marker: dataMarker(taskId),
    issue: dataBlock(taskId, 'issue', `${sanitizeText(issue.title)}\n\n${sanitizeText(issue.body)}`),
    hint: dataBlock(taskId, 'hint', sanitizeText(hint)),
    context: dataBlock(taskId, 'context', context),
    memory: composeAdvice(taskId, advice),
  }).trimEnd();
  return { system: loadPrompt('system', {}), messages: [{ role: 'user', content: [{ type: 'text', text }] }] };
}

/** Asks for a plan, before anything is edited. `forbidden` are the patterns of paths that the repository keeps as they are. */
export function composePlanRequest(taskId: string, forbidden: readonly string[]): string {
  const paths =
    forbidden.length === 0 ? '' : loadPrompt('forbidden', { paths: dataBlock(taskId, 'paths', list(forbidden)) });
  return loadPrompt('plan', { forbidden: paths });
}

/** Lets the work begin with a plan that was made before. */
export function composePlanned(taskId: string, plan: Plan): string {
  return loadPrompt('planned', { plan: dataBlock(taskId, 'plan', JSON.stringify(plan, null, 2)) });
}

/** Gives the answer of the person who was asked, which is data as the issue is. */
export function composeAnswer(taskId: string, answer: string): string {
  return loadPrompt('answer', { answer: dataBlock(taskId, 'answer', sanitizeText(answer)) });
}

/** What the model is told when it is done without one. */
export function composeNoPlan(): string {
  return loadPrompt('no-plan', {});
}

/** Empty where nothing is remembered. */
function composeAdvice(taskId: string, { fixes, conventions }: NonNullable<FixBriefing['advice']> = none): string {
  return [
    fixes.length === 0 ? '' : loadPrompt('memory', { fixes: dataBlock(taskId, 'memory', fixes.join('\n\n')) }),
    conventions.length === 0
      ? ''
      : loadPrompt('conventions', { conventions: dataBlock(taskId, 'conventions', conventions.join('\n')) }),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

const none = { fixes: [], conventions: [] };

/** What the model is told when the tests of its commit did not pass. `report` is the rendered test report. */
export function composeTestsFailed(taskId: string, report: string): string {
  return loadPrompt('tests-failed', { report: dataBlock(taskId, 'test-report', report) });
}

/** The same where what comes next goes into the same commit as what was tried. */
export function composeTryFailed(taskId: string, report: string): string {
  return `${composeTestsFailed(taskId, report)} ${loadPrompt('one-commit', {})}`;
}

/** What the model is told when the validation refused its edits. The problems may quote what it wrote. */
export function composePatchRefused(taskId: string, problems: readonly string[]): string {
  const lines = problems.map((problem) => `- ${problem}`).join('\n');
  return loadPrompt('patch-refused', { problems: dataBlock(taskId, 'problems', lines) });
}

/** Asks for a test that shows the issue, before anything is mended. `failing` are the names of tests that fail already. */
export function composeReproduce(taskId: string, failing: readonly string[]): string {
  return loadPrompt('reproduce', { 'old-failures': composeOldFailures(taskId, failing) });
}

/** Lets the fix begin, with the names of the tests that show the issue. */
export function composeReproduced(taskId: string, tests: readonly string[]): string {
  return loadPrompt('reproduced', { tests: dataBlock(taskId, 'tests', list(tests)) });
}

/** Lets the fix begin where no test shows the issue. */
export function composeNotReproduced(reason: string): string {
  return loadPrompt('not-reproduced', { reason });
}

export interface ResponseBriefing {
  readonly taskId: string;
  /** Of what is to be answered. */
  readonly ids: readonly string[];
  /** What checks printed that failed on the branch; empty where none did. */
  readonly checks: string;
  /** The branch that was merged; null where none was. */
  readonly merged: string | null;
}

/** Asks for the answer to feedback on a pull request that the agent made before. */
export function composeResponse({ taskId, ids, checks, merged }: ResponseBriefing): string {
  return loadPrompt('respond', {
    ids: ids.join(', ') || 'them (there is none)',
    checks: checks === '' ? '' : `\n\nThese checks failed on the branch:\n\n${dataBlock(taskId, 'checks', checks)}`,
    merged: merged === null ? '' : ` The branch ${inert(merged)} was merged into them, without conflicts.`,
  });
}

export interface MendBriefing extends Pick<ResponseBriefing, 'taskId' | 'ids'> {
  /** What the pull request changes, rendered, and the files of it that did not fit. */
  readonly diff: string;
  readonly leftOut: readonly string[];
  /** The report of the tests at its head; empty where they pass, or did not run. */
  readonly failures: string;
}

/** Asks for the mending of a pull request that is somebody else's. */
export function composeMend({ taskId, ids, diff, leftOut, failures }: MendBriefing): string {
  return loadPrompt('mend', {
    ids: ids.join(', '),
    diff: dataBlock(taskId, 'diff', diff),
    'left-out':
      leftOut.length === 0
        ? ''
        : `\n\nThese files of it did not fit:\n\n${dataBlock(taskId, 'left-out', list(leftOut))}`,
    failures: failures === '' ? '' : `\n\nThe tests fail at its head:\n\n${dataBlock(taskId, 'test-report', failures)}`,
  });
}

/** The name of a branch, which others chose. */
function inert(name: string): string {
  return name.replaceAll(/[^\w./-]/g, '?').slice(0, 100);
}

/** What fails before any edit; empty where nothing does. */
export function composeOldFailures(taskId: string, failing: readonly string[]): string {
  if (failing.length === 0) return '';
  return loadPrompt('old-failures', { tests: dataBlock(taskId, 'failing-tests', list(failing)) });
}

const mostNamed = 50;

function list(names: readonly string[]): string {
  const more = names.length > mostNamed ? [`- … and ${names.length - mostNamed} more`] : [];
  return [...names.slice(0, mostNamed).map((name) => `- ${name}`), ...more].join('\n');
}
