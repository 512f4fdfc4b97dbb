import { sanitizeText } from '../security/sanitize-text.ts';
import type { Issue } from '../tasks/task.ts';
import type { Conversation } from './conversation.ts';
import { dataBlock, dataMarker } from './data-block.ts';
import { loadPrompt } from './load-prompt.ts';

export interface FixBriefing {
  readonly taskId: string;
  readonly issue: Issue;
  /** Empty when the person gave none. */
  readonly hint: string;
  /** The chosen parts of the repository, rendered. */
  readonly context: string;
}

/** The conversation that a fix begins with. */
export function composeFixRequest({ taskId, issue, hint, context }: FixBriefing): Conversation {
  const text = loadPrompt('fix', {
    marker: dataMarker(taskId),
    issue: dataBlock(taskId, 'issue', `${sanitizeText(issue.title)}\n\n${sanitizeText(issue.body)}`),
    hint: dataBlock(taskId, 'hint', sanitizeText(hint)),
    context: dataBlock(taskId, 'context', context),
  });
  return { system: loadPrompt('system', {}), messages: [{ role: 'user', content: [{ type: 'text', text }] }] };
}

/** What the model is told when the tests of its commit did not pass. `report` is the rendered test report. */
export function composeTestsFailed(taskId: string, report: string): string {
  return loadPrompt('tests-failed', { report: dataBlock(taskId, 'test-report', report) });
}

/** What the model is told when the validation refused its edits. The problems may quote what it wrote. */
export function composePatchRefused(taskId: string, problems: readonly string[]): string {
  const list = problems.map((problem) => `- ${problem}`).join('\n');
  return loadPrompt('patch-refused', { problems: dataBlock(taskId, 'problems', list) });
}
