import { sanitizeText } from '../security/sanitize-text.ts';
import type { Conversation } from './conversation.ts';
import { dataBlock, dataMarker } from './data-block.ts';
import { loadPrompt } from './load-prompt.ts';

export interface ReviewBriefing {
  readonly taskId: string;
  readonly title: string;
  readonly body: string;
  /** What the repository has written down of how its code is to be; empty where it has nothing. */
  readonly conventions: string;
  /** What is known of this repository from earlier work; empty where nothing is. */
  readonly memory: string;
  readonly facts: readonly string[];
  /** The rendered hunks. */
  readonly diff: string;
  /** Files that did not fit, riskiest first. */
  readonly leftOut: readonly string[];
}

const mostNamed = 50;

/** The conversation that a review begins with. */
export function composeReviewRequest(briefing: ReviewBriefing): Conversation {
  const { taskId, title, body, conventions, memory, facts, diff, leftOut } = briefing;
  const more = `These files did not fit, and are not reviewed: ${leftOut.length} in all.`;
  const text = loadPrompt('review', {
    marker: dataMarker(taskId),
    'pull-request': dataBlock(taskId, 'pull-request', `${sanitizeText(title)}\n\n${sanitizeText(body)}`),
    conventions: dataBlock(taskId, 'conventions', [conventions, memory].filter((part) => part !== '').join('\n\n')),
    facts: dataBlock(taskId, 'facts', facts.map((fact) => `- ${fact}`).join('\n')),
    diff: dataBlock(taskId, 'diff', diff),
    'left-out':
      leftOut.length === 0
        ? 'It is whole.'
        : `${more}\n\n${dataBlock(taskId, 'left-out', leftOut.slice(0, mostNamed).join('\n'))}`,
  });
  return { system: loadPrompt('review-system', {}), messages: [{ role: 'user', content: [{ type: 'text', text }] }] };
}
