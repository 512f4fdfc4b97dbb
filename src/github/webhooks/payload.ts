import { z } from 'zod';
import type { FixRequest, GitHubRepository, Issue } from '../../tasks/task.ts';
import type { Reaction } from './reaction.ts';

const id = z.number().int().positive();

/** What every event that starts a task has to hold. Payloads are signed, but nothing promises their shape. */
export const startPayload = {
  installation: z.object({ id }),
  repository: z.object({
    id,
    name: z.string().min(1),
    owner: z.object({ login: z.string().min(1) }),
    default_branch: z.string().min(1),
  }),
  sender: z.object({ login: z.string().min(1), type: z.string() }),
};

/** The same for an event of an issue. */
export const taskPayload = {
  ...startPayload,
  issue: z.object({
    number: id,
    title: z.string(),
    body: z.string().nullish(),
    html_url: z.string(),
    state: z.string(),
    pull_request: z.unknown().optional(),
    user: z.object({ login: z.string().min(1) }).nullish(),
  }),
};

const schema = z.object(taskPayload);
type TaskPayload = z.output<typeof schema>;
type StartPayload = Omit<TaskPayload, 'issue'>;

export function toRepository({ repository, installation }: StartPayload): GitHubRepository {
  return {
    host: 'github',
    id: repository.id,
    owner: repository.owner.login,
    name: repository.name,
    defaultBranch: repository.default_branch,
    installationId: installation.id,
  };
}

export function toIssue({ issue }: TaskPayload): Issue {
  return { number: issue.number, title: issue.title, body: issue.body ?? '', url: issue.html_url };
}

/** Who wrote the issue; nobody where the account is gone. */
export function authorOf({ issue }: TaskPayload): Pick<FixRequest, 'issueAuthor'> {
  return issue.user ? { issueAuthor: issue.user.login } : {};
}

/** A payload that lacks what the event needs: names the fields, never their values. */
export function unexpected(error: z.ZodError): Reaction {
  return { kind: 'unexpected payload', fields: error.issues.map((issue) => issue.path.join('.')) };
}
