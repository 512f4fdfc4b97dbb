import { z } from 'zod';
import { guardWorkflowFiles } from '../git/guard-workflows.ts';
import { objectType } from '../git/objects.ts';
import { isAncestor, isValidRefName, listRefs, moveRef, readRef } from '../git/refs.ts';
import { notFound, Refusal, unprocessable } from '../http/refusal.ts';
import { created, noContent, ok, type Route, repositoryRoute } from '../http/route.ts';
import { branchMoved } from '../state/branch-moved.ts';
import { fullName, type Repository } from '../state/repository.ts';
import { nodeId, type World } from '../state/world.ts';

const createRequest = z.object({ ref: z.string(), sha: z.string() });
const updateRequest = z.object({ sha: z.string(), force: z.boolean().default(false) });

/** https://docs.github.com/en/rest/git/refs */
export function gitRefRoutes(world: World): Route[] {
  const { bot } = world.app;
  const represent = (repository: Repository, ref: string, sha: string) => {
    const url = `${world.url}/repos/${fullName(repository)}/git`;
    return {
      ref,
      node_id: nodeId('Ref', `${repository.id}:${ref}`),
      url: `${url}/${ref}`,
      object: { sha, type: 'commit', url: `${url}/commits/${sha}` },
    };
  };
  const checkTarget = async (repository: Repository, sha: string) => {
    if ((await objectType(repository.gitDir, sha)) !== 'commit') throw unprocessable('Object does not exist');
  };
  return [
    repositoryRoute('GET /git/ref/{ref}', 'contents:read', async ({ param, repository }) => {
      await requireCommits(repository);
      const ref = `refs/${param('ref')}`;
      const sha = await readRef(repository.gitDir, ref);
      if (sha === undefined) throw notFound();
      return ok(represent(repository, ref, sha));
    }),
    repositoryRoute('GET /git/matching-refs/{ref}', 'contents:read', async ({ param, repository }) => {
      await requireCommits(repository);
      const refs = await listRefs(repository.gitDir, `refs/${param('ref')}`);
      return ok(refs.map(({ ref, sha }) => represent(repository, ref, sha)));
    }),
    repositoryRoute('POST /git/refs', 'contents:write', async ({ body, repository, token }) => {
      await requireCommits(repository);
      const { ref, sha } = createRequest.parse(body);
      if (!(await isValidRefName(repository.gitDir, ref))) throw unprocessable('Reference name is not valid');
      await checkTarget(repository, sha);
      if ((await readRef(repository.gitDir, ref)) !== undefined) throw unprocessable('Reference already exists');
      await guardWorkflowFiles(token, repository, sha);
      if (!(await moveRef(repository.gitDir, ref, sha, undefined))) throw unprocessable('Reference already exists');
      world.background(branchMoved(world, repository, ref, undefined, sha, bot));
      return created(represent(repository, ref, sha));
    }),
    repositoryRoute('PATCH /git/refs/{ref}', 'contents:write', async ({ body, param, repository, token }) => {
      const { sha, force } = updateRequest.parse(body);
      const ref = `refs/${param('ref')}`;
      const before = await readRef(repository.gitDir, ref);
      if (before === undefined) throw unprocessable('Reference does not exist');
      await checkTarget(repository, sha);
      if (repository.protectedBranches.has(ref.replace('refs/heads/', ''))) {
        throw unprocessable('Protected branch update failed');
      }
      if (!force && !(await isAncestor(repository.gitDir, before, sha))) {
        throw unprocessable('Update is not a fast forward');
      }
      await guardWorkflowFiles(token, repository, sha);
      if (!(await moveRef(repository.gitDir, ref, sha, before))) throw unprocessable('Reference cannot be updated');
      if (before !== sha) world.background(branchMoved(world, repository, ref, before, sha, bot));
      return ok(represent(repository, ref, sha));
    }),
    repositoryRoute('DELETE /git/refs/{ref}', 'contents:write', async ({ param, repository }) => {
      const ref = `refs/${param('ref')}`;
      const before = await readRef(repository.gitDir, ref);
      if (before === undefined) throw unprocessable('Reference does not exist');
      if (ref === `refs/heads/${repository.defaultBranch}`) throw unprocessable('Cannot delete the default branch');
      await moveRef(repository.gitDir, ref, undefined, before);
      world.background(branchMoved(world, repository, ref, before, undefined, bot));
      return noContent;
    }),
  ];
}

/** @throws 409 as GitHub does for the git database of a repository that has no commit. */
async function requireCommits(repository: Repository): Promise<void> {
  if ((await listRefs(repository.gitDir, 'refs/')).length === 0) throw new Refusal(409, 'Git Repository is empty.');
}
