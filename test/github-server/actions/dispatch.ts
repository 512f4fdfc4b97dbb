import { readCommit } from '../git/commits.ts';
import { readFileAt } from '../git/objects.ts';
import { readRef } from '../git/refs.ts';
import { Refusal, unprocessable } from '../http/refusal.ts';
import type { Repository } from '../state/repository.ts';
import type { Run, Workflow } from '../state/run.ts';
import type { User } from '../state/user.ts';
import { timestamp, type World } from '../state/world.ts';
import { interpolate } from './expression.ts';
import { runContexts } from './run-contexts.ts';
import { parseTrigger, type WorkflowInput, type WorkflowTrigger } from './workflow-file.ts';

type InputValue = string | number | boolean;

export interface Dispatched {
  readonly run: Run;
  /** The workflow file as it is at the commit that runs. */
  readonly text: string;
}

/**
 * Makes the run of a dispatch, not yet started.
 *
 * @param sha runs this commit instead of the branch's head: a fault, as when the branch moved in between.
 * @throws 422 for a ref that is no branch, a workflow that is not there or cannot be dispatched, or wrong inputs.
 */
export async function dispatch(
  world: World,
  repository: Repository,
  workflow: Workflow,
  request: { readonly ref: string; readonly inputs: Readonly<Record<string, unknown>> },
  actor: User,
  sha?: string,
): Promise<Dispatched> {
  if (workflow.state !== 'active') throw new Refusal(403, 'Cannot trigger a workflow_dispatch on a disabled workflow');
  const branch = request.ref.replace(/^refs\/heads\//, '');
  const head = sha ?? (await readRef(repository.gitDir, `refs/heads/${branch}`));
  if (head === undefined) throw unprocessable(`No ref found for: ${request.ref}`);
  const text = (await readFileAt(repository.gitDir, head, workflow.path))?.toString('utf8');
  if (text === undefined) throw unprocessable(`Workflow ${workflow.path} does not exist at ${request.ref}`);
  const trigger = readTrigger(text);
  if (trigger.inputs === undefined) throw unprocessable("Workflow does not have 'workflow_dispatch' trigger");
  const id = world.nextId();
  const now = timestamp();
  const inputs = checkInputs(trigger.inputs, request.inputs);
  const commit = await readCommit(repository.gitDir, head);
  const number = repository.runs.filter((run) => run.workflow === workflow).length + 1;
  const known = { id, number, inputs, branch, actor, event: 'workflow_dispatch' as const };
  const contexts = runContexts(world, repository, { ...known, sha: head });
  const run: Run = {
    ...known,
    workflow,
    commit,
    permissions: trigger.permissions,
    displayTitle: interpolate(trigger.runName ?? workflow.name, { contexts }),
    createdAt: now,
    startedAt: now,
    updatedAt: now,
    jobs: [],
    artifacts: [],
    cancel: new AbortController(),
    status: 'queued',
    conclusion: null,
    logsExpired: false,
  };
  repository.runs.push(run);
  return { run, text };
}

function readTrigger(text: string): WorkflowTrigger {
  try {
    return parseTrigger(text);
  } catch (error) {
    throw unprocessable(`failed to parse workflow: ${error instanceof Error ? error.message : error}`);
  }
}

function checkInputs(
  declared: Readonly<Record<string, WorkflowInput>>,
  given: Readonly<Record<string, unknown>>,
): Record<string, InputValue> {
  const unexpected = Object.keys(given).filter((name) => !(name in declared));
  if (unexpected.length > 0) throw unprocessable(`Unexpected inputs provided: ${JSON.stringify(unexpected)}`);
  return Object.fromEntries(
    Object.entries(declared).map(([name, input]) => {
      const value = given[name] ?? input.default ?? '';
      if (input.required && value === '') throw unprocessable(`Required input '${name}' not provided`);
      if (input.type === 'choice' && !input.options?.includes(String(value))) {
        throw unprocessable(`Provided value '${value}' for input '${name}' not in the list of allowed values`);
      }
      return [name, toType(input.type, String(value))];
    }),
  );
}

function toType(type: WorkflowInput['type'], text: string): InputValue {
  if (type === 'boolean') return text === 'true';
  return type === 'number' ? Number(text) : text;
}
