import { job as coldIndex } from './cold-index.ts';
import type { ComposedRepository } from './compose-repository.ts';
import { job as fillMiniLm } from './fill-minilm.ts';
import { job as fillVectors } from './fill-vectors.ts';
import { job as indexAgain } from './index-again.ts';
import { job as indexNext } from './index-next.ts';
import { job as indexPart } from './index-part.ts';
import { killHalfway, type Progress, runJob, type Target } from './job.ts';
import { job as searchIndex } from './search-index.ts';

export type Measured = Awaited<ReturnType<typeof measureIndex>>;

/** Everything that is measured on one database, in the order in which an index lives. */
export async function measureIndex(repository: ComposedRepository, database: Target['database']) {
  const { gitDir, commit, nextCommits, partCommit } = repository;
  const whole: Target = { repository: 'whole', gitDir, commit, nextCommits, database };
  const part: Target = { ...whole, repository: 'part', commit: partCommit };
  const cold = await runJob(coldIndex, whole);
  const vectors = await runJob(fillVectors, whole);
  const search = await runJob(searchIndex, whole);
  const unchanged = await runJob(indexAgain, whole);
  const push = await runJob(indexNext, whole);
  const miniLm = await runJob(fillMiniLm, whole);
  const killedInFiles = await killHalfway(indexPart, part, 'files');
  const killedInVectors = await killHalfway(indexPart, part, 'vectors');
  const resumed = await runJob(indexPart, part);
  // The same files where every content is known: what a branch costs, and what `resumed` must be equal to.
  const branch = await runJob(indexPart, { ...part, repository: whole.repository });
  const interrupted = {
    files: killedInFiles.files.done,
    lostFiles: lost(killedInFiles.files, killedInVectors.files.total),
    vectors: killedInVectors.vectors.done,
    lostVectors: lost(killedInVectors.vectors, resumed.vectorsLeft),
  };
  return { cold, vectors, search, unchanged, push, miniLm, interrupted, resumed, branch };
}

/** How much of what a killed run had reported the next one found missing. */
function lost({ done, total }: Progress, left: number): number {
  return Math.max(0, left - (total - done));
}

/** What must hold whatever the speed; empty when it does. */
export function findWrong({ files, partFiles }: ComposedRepository, measured: Measured): string[] {
  const { vectors, search, unchanged, push, miniLm, interrupted, resumed, branch } = measured;
  const claims: readonly (readonly [boolean, string])[] = [
    [vectors.files === files, `${vectors.files} of ${files} files are indexed`],
    [vectors.reused === files, `another process found ${vectors.reused} of ${files} files in the index`],
    [vectors.complete, 'vectors are missing after a whole run'],
    [search.empty === 0, `${search.empty} searches found nothing`],
    [unchanged.reused === files, `an unchanged index reused ${unchanged.reused} of ${files} files`],
    [push.next.files === files, `${push.next.files} of ${files} files are in the next commit`],
    [push.later.files === files, `${push.later.files} of ${files} files are in the commit after the next`],
    [miniLm.redone === 0, `${miniLm.redone} vectors of MiniLM were made again after an abort`],
    [interrupted.lostFiles === 0, `${interrupted.lostFiles} files were lost by a kill`],
    [interrupted.lostVectors === 0, `${interrupted.lostVectors} vectors were lost by a kill`],
    [resumed.complete, 'vectors are missing after two kills and a whole run'],
    [resumed.files === partFiles, `${resumed.files} of ${partFiles} files are indexed after two kills`],
    [resumed.chunks === branch.chunks, `${resumed.chunks} chunks after two kills, ${branch.chunks} without one`],
    [branch.reused === partFiles, `a branch of known contents reused ${branch.reused} of ${partFiles} files`],
  ];
  return claims.flatMap(([holds, sentence]) => (holds ? [] : [sentence]));
}
