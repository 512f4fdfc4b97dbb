import { listTree, readBlob } from '../git/objects.ts';
import { readRef } from '../git/refs.ts';
import { notFound } from '../http/refusal.ts';
import type { Repository } from '../state/repository.ts';
import type { Workflow } from '../state/run.ts';
import { timestamp, type World } from '../state/world.ts';
import { parseTrigger } from './workflow-file.ts';

const folder = '.github/workflows';

/** The workflows that GitHub knows: the files on the default branch. */
export async function listWorkflows(world: World, repository: Repository): Promise<Workflow[]> {
  const { gitDir, defaultBranch } = repository;
  const head = await readRef(gitDir, `refs/heads/${defaultBranch}`);
  if (head === undefined) return [];
  const entries = (await listTree(gitDir, head, [`${folder}/`])).filter(({ path }) => /\.ya?ml$/.test(path));
  return Promise.all(
    entries.map(async ({ path, sha }) => {
      const known = repository.workflows.get(path);
      const name = nameOf((await readBlob(gitDir, sha)).toString('utf8')) ?? path;
      if (known !== undefined) return Object.assign(known, { name });
      const workflow: Workflow = { id: world.nextId(), path, name, state: 'active', createdAt: timestamp() };
      repository.workflows.set(path, workflow);
      return workflow;
    }),
  );
}

/** @param wanted an id or a file name. @throws 404 when it is not on the default branch. */
export async function findWorkflow(world: World, repository: Repository, wanted: string): Promise<Workflow> {
  const found = (await listWorkflows(world, repository)).find(
    ({ id, path }) => String(id) === wanted || path === `${folder}/${wanted}`,
  );
  if (found === undefined) throw notFound();
  return found;
}

function nameOf(text: string): string | undefined {
  try {
    return parseTrigger(text).name;
  } catch {
    // GitHub lists a file that it cannot read under its path; a dispatch then says what is wrong with it.
    return undefined;
  }
}
