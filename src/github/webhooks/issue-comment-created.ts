import { z } from 'zod';
import { lowerLimits } from '../../tasks/lower-limits.ts';
import { longestRemark } from '../../tasks/respond/feedback.ts';
import type { AnswerRequest, MemoryAction, TaskRequest } from '../../tasks/task.ts';
import { cutText } from '../../text/cut-text.ts';
import { hasTaskMarker } from '../../text/task-marker.ts';
import { type FixCommand, parseCommand, type ReviewCommand, type SetUpCommand } from '../commands/parse-command.ts';
import { authorOf, taskPayload, toIssue, toRepository, unexpected } from './payload.ts';
import { ignore, type Reaction, type TriggerSettings } from './reaction.ts';

const schema = z.object({
  ...taskPayload,
  comment: z.object({
    id: z.number().int().positive(),
    body: z.string(),
    html_url: z.string().nullish(),
    user: z.object({ type: z.string() }).nullish(),
  }),
});
type Payload = z.output<typeof schema>;

/** Characters. */
const longestAnswer = 10_000;

/** A new comment: a command in it starts a task. Whether its writer may ask for that is the task's first question. */
export function issueCommentCreated(payload: unknown, { limits }: TriggerSettings): Reaction {
  const checked = schema.safeParse(payload);
  if (!checked.success) return unexpected(checked.error);
  const event = checked.data;
  const { comment, sender, issue } = event;
  if (sender.type !== 'User' || (comment.user && comment.user.type !== 'User'))
    return ignore('not written by a person');
  if (hasTaskMarker(comment.body)) return ignore('a comment of a task');

  const command = parseCommand(comment.body);
  if (command === null) {
    if (issue.pull_request) return remark(event, comment.body);
    return comment.body.trim() === '' ? ignore('no command') : plainComment(event);
  }
  switch (command.kind) {
    case 'help':
      return answer(event, 'help', command.unknown === null ? '' : `\`/goat ${command.unknown}\` is not a command.`);
    case 'setup':
      return setUp(event, command);
    case 'review':
      if (!issue.pull_request)
        return answer(event, 'help', '`/goat review` works on pull requests, and this is an issue.');
      return review(event, command, limits);
    case 'fix':
      if (issue.pull_request) {
        if (command.planOnly)
          return answer(event, 'help', `${named(command)} works on issues, and this is a pull request.`);
        if (issue.state !== 'open') return answer(event, 'help', 'This pull request is closed.');
        return fixPullRequest(event, command, limits);
      }
      if (issue.state !== 'open')
        return answer(event, 'help', `This issue is closed. Reopen it and comment ${named(command)} again.`);
      return fix(event, command, limits);
    case 'memory':
      return answer(event, 'memory', '', command.memory);
    default:
      return answer(event, command.kind, '');
  }
}

function answer(event: Payload, command: AnswerRequest['command'], note: string, memory?: MemoryAction): Reaction {
  return {
    kind: 'start',
    request: {
      kind: 'answer',
      command,
      repository: toRepository(event),
      issueNumber: event.issue.number,
      sender: event.sender.login,
      commentId: event.comment.id,
      note,
      ...(memory === undefined ? {} : { memory }),
    },
  };
}

const named = ({ planOnly }: FixCommand) => (planOnly ? '`/goat plan`' : '`/goat fix`');

/** It may answer what a task has asked. */
function plainComment(event: Payload): Reaction {
  return {
    kind: 'plain comment',
    comment: {
      repository: toRepository(event),
      issueNumber: event.issue.number,
      sender: event.sender.login,
      commentId: event.comment.id,
      text: cutText(event.comment.body, longestAnswer),
    },
  };
}

/** On a pull request of ours, `/goat fix` is a remark like any other, and its hint is what it says; others are mended. */
function fixPullRequest(event: Payload, command: FixCommand, limits: TriggerSettings['limits']): Reaction {
  const { comment, issue, sender } = event;
  const { hint } = command;
  const said = remark(event, hint || 'Look at this pull request again, and mend what is still wrong with it.');
  const otherwise: TaskRequest = {
    kind: 'respond',
    repository: toRepository(event),
    pullNumber: issue.number,
    gatherSeconds: 0,
    limits: limitsOf(command, limits),
    asked: {
      by: sender.login,
      issue: toIssue(event),
      hint: hint.slice(0, longestRemark),
      commentId: comment.id,
      url: comment.html_url ?? issue.html_url,
    },
  };
  return said.kind === 'feedback' ? { ...said, otherwise } : said;
}

/** What a person says on a pull request: where it is one of ours, that is to be answered. */
function remark(event: Payload, body: string): Reaction {
  const { comment, sender, issue } = event;
  if (issue.state !== 'open') return ignore('a closed pull request');
  const text = body.trim();
  if (text === '') return ignore('without words');
  return {
    kind: 'feedback',
    repository: toRepository(event),
    on: { pull: issue.number },
    feedback: {
      kind: 'comment',
      id: comment.id,
      author: sender.login,
      body: text.slice(0, longestRemark),
      url: comment.html_url ?? issue.html_url,
    },
  };
}

function setUp(event: Payload, { guardWorkflows }: SetUpCommand): Reaction {
  return {
    kind: 'start',
    request: {
      kind: 'setup',
      repository: toRepository(event),
      issueNumber: event.issue.number,
      sender: event.sender.login,
      commentId: event.comment.id,
      guardWorkflows,
    },
  };
}

function review(event: Payload, { paths }: ReviewCommand, { tokens }: TriggerSettings['limits']): Reaction {
  return {
    kind: 'start',
    request: {
      kind: 'review',
      repository: toRepository(event),
      issueNumber: event.issue.number,
      trigger: 'command',
      sender: event.sender.login,
      commentId: event.comment.id,
      paths,
      tokens,
    },
  };
}

function fix(event: Payload, command: FixCommand, limits: TriggerSettings['limits']): Reaction {
  return {
    kind: 'start',
    request: {
      kind: 'fix',
      repository: toRepository(event),
      issue: toIssue(event),
      hint: command.hint,
      sender: event.sender.login,
      commentId: event.comment.id,
      ...(command.planOnly ? { planOnly: true } : {}),
      ...authorOf(event),
      limits: limitsOf(command, limits),
    },
  };
}

function limitsOf({ maxIterations, budgetTokens, budgetDollars }: FixCommand, limits: TriggerSettings['limits']) {
  return lowerLimits(limits, { iterations: maxIterations, tokens: budgetTokens, dollars: budgetDollars });
}
