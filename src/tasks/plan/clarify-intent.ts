import { classifyIntent, type Intent } from '../../agent/classify-intent.ts';
import { settleIntent } from '../../agent/settle-intent.ts';
import { addUsage } from '../../text/usage.ts';
import { budgetOf } from '../fix/budget-of.ts';
import type { Fix } from '../fix/fix.ts';
import { askPerson } from './ask-person.ts';

const whatToTell =
  'What happens, and what should happen instead? Name the command, page or function, best with an example and what it gives.';

/**
 * Finds out what the issue asks for: by its words, or by a cheap model where one is configured and they leave it open. Where
 * nobody could know, the person is asked, and the answer counts as a part of the issue.
 */
export async function clarifyIntent(task: Fix): Promise<{ readonly task: Fix; readonly intent: Intent }> {
  const { taskId, request, record, smallModel, steps } = task;
  const { issue, hint } = request;
  const said = classifyIntent(issue);
  // Who adds a hint has said what to do.
  if (hint !== '') return { task, intent: said === 'not actionable' ? 'unclear' : said };
  if (said === 'not actionable') return ask(task, whatToTell);
  if (said !== 'unclear' || smallModel === null) return { task, intent: said };
  const settled = await steps.run('settle the intent', (signal) =>
    settleIntent(smallModel, taskId, issue, signal, budgetOf(task)),
  );
  if (settled === null) return { task, intent: said };
  record.openUsage = addUsage(record.openUsage, settled.usage);
  if (settled.kind !== 'not actionable') return { task, intent: settled.kind };
  return ask(task, settled.question === '' ? whatToTell : settled.question);
}

async function ask(task: Fix, question: string): Promise<{ readonly task: Fix; readonly intent: Intent }> {
  const { request } = task;
  const { by, text } = await askPerson(task, question);
  const body = `${request.issue.body}\n\n@${by} was asked: ${question}\n\nThe answer: ${text}`.trim();
  const issue = { ...request.issue, body };
  const intent = classifyIntent(issue);
  return {
    task: { ...task, request: { ...request, issue } },
    intent: intent === 'not actionable' ? 'unclear' : intent,
  };
}
