import { composePatchRefused } from '../../agent/compose-request.ts';
import { sayText } from '../../agent/conversation.ts';
import { type Problem, validatePatch } from '../../validation/validate-patch.ts';
import type { FileChange } from '../../workspace/workspace.ts';
import type { Outcome } from '../outcome.ts';
import { matchingPaths } from '../plan/matching-paths.ts';
import { beginRound } from './begin-round.ts';
import { doubtOnce } from './doubt-once.ts';
import type { Fix } from './fix.ts';
import type { RoundRecord } from './fix-record.ts';
import { letAgentWork, nothingToChange, whyRoundEnded } from './let-agent-work.ts';
import type { PreparedAgent } from './prepare-agent.ts';

/** How often a patch that validation refuses goes back within one iteration, before a test run is spent on nothing. */
const mostRefusals = 3;

/** Said once: the second time in a row, the agent means it. */
const emptyPatch = {
  path: '',
  message:
    'You called finish, but no file has changed. Make the edits; if none are needed, call finish again and say why.',
};

/** What the agent did in one round, once its edits hold. */
export interface ValidPatch {
  readonly kind: 'patch';
  readonly round: RoundRecord;
  /** What the next commit holds; nothing only where that was allowed. */
  readonly changes: readonly FileChange[];
  /** As the agent named them when it called `finish`. */
  readonly failingTests: readonly string[];
}

export interface RoundRules {
  /** Whether the agent may finish without an edit. */
  readonly mayBeEmpty: boolean;
  /** What else keeps its edits from being committed. */
  readonly check: (changes: readonly FileChange[]) => Promise<readonly Problem[]>;
}

/** Lets the agent edit the workspace until its edits pass validation, or until something ends the task. */
export async function generateValidPatch(
  task: Fix,
  agent: PreparedAgent,
  { mayBeEmpty, check }: RoundRules,
): Promise<ValidPatch | { readonly kind: 'ended'; readonly outcome: Outcome }> {
  const { workspace, conversation } = agent;
  const spent = await beginRound(task);
  const actions: string[] = [];
  const problems: string[] = [];
  let emptyBefore = false;
  const forbidden = withinConfiguration(task);
  const doubts = doubtOnce(workspace);
  for (let attempt = 0; attempt <= mostRefusals; attempt += 1) {
    const end = await letAgentWork(task, agent, actions);
    if (end.kind !== 'finished') return { kind: 'ended', outcome: whyRoundEnded(end) };
    const changes = await workspace.changesSinceMark();
    const isEmpty = changes.length === 0 && !mayBeEmpty;
    if (isEmpty && emptyBefore) return { kind: 'ended', outcome: nothingToChange(end.summary) };
    emptyBefore = isEmpty;
    const found = isEmpty ? [emptyPatch] : await problemsOf(changes, forbidden, doubts, check, agent.checkCode);
    if (found.length === 0) {
      const { subject, summary, failingTests } = end;
      const round = { subject, summary, actions, problems, ...(await spent()) };
      return { kind: 'patch', round, changes, failingTests };
    }
    const sentences = found.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
    problems.push(...sentences);
    sayText(conversation, composePatchRefused(task.taskId, sentences));
  }
  const reason = `The edits did not pass validation ${mostRefusals + 1} times in a row: ${problems.at(-1)}`;
  return { kind: 'ended', outcome: { kind: 'failed', reason, next: 'Comment `/goat fix` with a hint to try again.' } };
}

/** A check for paths that the repository keeps as they are. */
function withinConfiguration({ config }: Fix): RoundRules['check'] {
  return async (changes) => {
    const paths = changes.map(({ path }) => path);
    return [...(await matchingPaths(config.risk.forbid, paths))].map((path) => ({ path, message: keptAsIs }));
  };
}

const keptAsIs = "The repository's configuration forbids changes of this path (risk.forbid). Take them back.";

/** What cannot be parsed, or may not be there at all, says nothing more by being looked at further. */
async function problemsOf(
  changes: readonly FileChange[],
  ...checks: readonly RoundRules['check'][]
): Promise<readonly Problem[]> {
  for (const check of [validatePatch, ...checks]) {
    const found = await check(changes);
    if (found.length > 0) return found;
  }
  return [];
}
