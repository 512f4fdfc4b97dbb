import { z } from 'zod';
import { isAncestor, readRef } from '../git/refs.ts';
import { page } from '../http/page.ts';
import { notFound, validationFailed } from '../http/refusal.ts';
import { created, ok, type Route, repositoryRoute } from '../http/route.ts';
import { representPull, representSimplePull } from '../represent/pull-request.ts';
import { checkBody, setIssueState } from '../state/change-issue.ts';
import type { PullRequest } from '../state/issue.ts';
import { openPull } from '../state/open-pull.ts';
import type { Repository } from '../state/repository.ts';
import { timestamp, type World } from '../state/world.ts';
import { pullEvent } from '../webhooks/events.ts';

const createRequest = z.object({
  title: z.string(),
  head: z.string(),
  base: z.string(),
  body: z.string().default(''),
  draft: z.boolean().default(false),
});
const updateRequest = z.object({
  title: z.string().optional(),
  body: z.string().optional(),
  state: z.enum(['open', 'closed']).optional(),
  base: z.string().optional(),
});

/** https://docs.github.com/en/rest/pulls/pulls */
export function pullRoutes(world: World): Route[] {
  const { bot } = world.app;
  const find = (repository: Repository, number: string): PullRequest => {
    const pull = repository.pulls.get(Number(number));
    if (pull === undefined) throw notFound();
    return pull;
  };
  return [
    repositoryRoute('POST /pulls', 'pull_requests:write', async ({ body, repository }) => {
      const request = createRequest.parse(body);
      const prefix = `${repository.owner.login}:`;
      const head = request.head.startsWith(prefix) ? request.head.slice(prefix.length) : request.head;
      const headSha = await checkBranches(repository, head, request.base);
      checkBody('PullRequest', request.body);
      const pull = await openPull(world, repository, bot, { ...request, head, headSha, headRepository: repository });
      world.background(pullEvent(world, repository, pull, 'opened', bot));
      return created(await representPull(world, repository, pull));
    }),
    repositoryRoute('GET /pulls', 'pull_requests:read', async (call) => {
      const { query, repository } = call;
      const state = query.get('state') ?? 'open';
      // GitHub takes `owner:branch` here and ignores anything else.
      const head = query.get('head')?.includes(':') ? query.get('head') : null;
      const base = query.get('base');
      const wanted = [...repository.pulls.values()]
        .filter((pull) => state === 'all' || pull.issue.state === state)
        .filter((pull) => head === null || head === `${repository.owner.login}:${pull.head}`)
        .filter((pull) => base === null || base === pull.base)
        .toReversed();
      const { items, headers } = page(call, wanted);
      return ok(await Promise.all(items.map((pull) => representSimplePull(world, repository, pull))), headers);
    }),
    repositoryRoute('GET /pulls/{pull_number}', 'pull_requests:read', async ({ param, repository }) =>
      ok(await representPull(world, repository, find(repository, param('pull_number')))),
    ),
    repositoryRoute('PATCH /pulls/{pull_number}', 'pull_requests:write', async ({ body, param, repository }) => {
      const pull = find(repository, param('pull_number'));
      const { title, body: text, state, base } = updateRequest.parse(body);
      const { issue } = pull;
      if (text !== undefined) issue.body = checkBody('PullRequest', text);
      issue.title = title ?? issue.title;
      issue.updatedAt = timestamp();
      pull.base = base ?? pull.base;
      const changesState = state !== undefined && state !== issue.state;
      if (changesState) setIssueState(issue, state);
      const action = !changesState ? 'edited' : state === 'closed' ? 'closed' : 'reopened';
      world.background(pullEvent(world, repository, pull, action, bot));
      return ok(await representPull(world, repository, pull));
    }),
  ];
}

/** Returns the head commit. @throws 422 for what GitHub opens no pull request for. */
async function checkBranches(repository: Repository, head: string, base: string): Promise<string> {
  const { gitDir } = repository;
  const [headSha, baseSha] = await Promise.all([
    readRef(gitDir, `refs/heads/${head}`),
    readRef(gitDir, `refs/heads/${base}`),
  ]);
  const invalid = (field: string) => validationFailed({ resource: 'PullRequest', field, code: 'invalid' });
  if (headSha === undefined) throw invalid('head');
  if (baseSha === undefined) throw invalid('base');
  const custom = (message: string) => validationFailed({ resource: 'PullRequest', code: 'custom', message });
  const open = [...repository.pulls.values()].some(
    (pull) => pull.issue.state === 'open' && pull.head === head && pull.base === base,
  );
  if (open) throw custom(`A pull request already exists for ${repository.owner.login}:${head}.`);
  if (await isAncestor(gitDir, headSha, baseSha)) throw custom(`No commits between ${base} and ${head}`);
  return headSha;
}
