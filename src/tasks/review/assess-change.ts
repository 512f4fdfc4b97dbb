import { assessRisk } from '../../agent/assess-risk.ts';
import type { RiskReport } from '../../agent/risk/risk.ts';
import type { RepositoryConfig } from '../../config/repository-config.ts';
import type { RankedFile } from '../../review/rank-files.ts';
import { matchingPaths } from '../plan/matching-paths.ts';
import { filesOfPatch } from '../plan/risky-files.ts';
import type { Change } from './read-change.ts';

/** How risky the reviewed part of a change is, by the rules that plans and patches are judged by. */
export async function assessChange(
  { diff }: Pick<Change, 'diff'>,
  files: readonly RankedFile[],
  risk: RepositoryConfig['risk'],
): Promise<RiskReport> {
  const tests = new Map(files.map((ranked) => [ranked.file.path, ranked.tests]));
  const changes = diff.filter(({ path }) => tests.has(path));
  const risky = await filesOfPatch(changes, {
    testsOf: async (path) => tests.get(path) ?? [],
    needingApproval: (paths) => matchingPaths(risk.approve, paths),
  });
  return assessRisk(risky, risk);
}
