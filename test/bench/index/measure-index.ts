import { job as coldIndex } from './cold-index.ts';
import type { ComposedRepository } from './compose-repository.ts';
import { job as fillVectors } from './fill-vectors.ts';
import { job as indexAgain } from './index-again.ts';
import { job as indexPart } from './index-part.ts';
import { killHalfway, runJob, type Target } from './job.ts';
import { job as searchIndex } from './search-index.ts';

export type Measured = Awaited<ReturnType<typeof measureIndex>>;

/** Everything that is measured on one database, in the order in which an index lives. */
export async function measureIndex(repository: ComposedRepository, database: Target['database']) {
  const { gitDir, commit, nextCommit, partCommit } = repository;
  const whole: Target = { repository: 'whole', gitDir, commit, nextCommit, database };
  const part: Target = { ...whole, repository: 'part', commit: partCommit };
  const cold = await runJob(coldIndex, whole);
  const vectors = await runJob(fillVectors, whole);
  const search = await runJob(searchIndex, whole);
  const again = await runJob(indexAgain, whole);
  const killed = await killHalfway(indexPart, part);
  return {
    cold,
    vectors,
    search,
    again,
    killed,
    resumed: await runJob(indexPart, part),
    /** The same files where every content is known: what a branch costs, and what `resumed` must be equal to. */
    branch: await runJob(indexPart, { ...part, repository: whole.repository }),
  };
}

/** What must hold whatever the speed; empty when it does. */
export function findWrong({ files, partFiles }: ComposedRepository, measured: Measured): string[] {
  const { vectors, search, again, killed, resumed, branch } = measured;
  const claims: readonly (readonly [boolean, string])[] = [
    [vectors.files === files, `${vectors.files} of ${files} files are indexed`],
    [vectors.complete, 'vectors are missing after a whole run'],
    [search.empty === 0, `${search.empty} searches found nothing`],
    [again.unchanged.reused === files, `an unchanged index reused ${again.unchanged.reused} of ${files} files`],
    [again.changed.files === files, `${again.changed.files} of ${files} files are in the next commit`],
    [resumed.files === partFiles, `${resumed.files} of ${partFiles} files are indexed after a kill`],
    [resumed.chunks === branch.chunks, `${resumed.chunks} chunks after a kill, ${branch.chunks} without one`],
    [branch.reused === partFiles, `a branch of known contents reused ${branch.reused} of ${partFiles} files`],
    [resumed.reused >= killed.done, `of ${killed.done} files reported before a kill ${resumed.reused} were there`],
  ];
  return claims.flatMap(([holds, sentence]) => (holds ? [] : [sentence]));
}
