import { createHash } from 'node:crypto';
import { assessRisk, isRiskier } from '../../agent/assess-risk.ts';
import type { RiskReport } from '../../agent/risk/risk.ts';
import type { Fix } from '../fix/fix.ts';
import type { PatchRisk } from '../fix/fix-record.ts';
import type { PreparedAgent } from '../fix/prepare-agent.ts';
import { compareWithPlan } from './compare-with-plan.ts';
import { matchingPaths } from './matching-paths.ts';
import { filesOfPatch } from './risky-files.ts';

const nothingShown: RiskReport = { level: 'low', findings: [] };

/** How risky the whole patch is, and what it does beyond the plan. An approval is bound to what its risky files hold. */
export async function assessPatch(
  { record, config, steps }: Fix,
  { workspace, testsOf }: PreparedAgent,
): Promise<PatchRisk> {
  const { plan } = record;
  const shown = plan !== null && plan.allowedBy !== null ? plan.risk : nothingShown;
  return steps.run('assess the risk of the patch', async () => {
    const changes = await workspace.changes();
    const needingApproval = (paths: readonly string[]) => matchingPaths(config.risk.approve, paths);
    const files = await filesOfPatch(changes, { testsOf, needingApproval });
    const report = assessRisk(files, config.risk);
    const risky = new Set(report.findings.map(({ path }) => path));
    const contents = changes
      .filter(({ path }) => risky.has(path) || risky.has(''))
      .map(({ path, after }) => [
        path,
        createHash('sha256')
          .update(after ?? '')
          .digest('hex'),
      ]);
    const hash = createHash('sha256')
      .update(JSON.stringify([report, contents]))
      .digest('hex');
    const beyondPlan = plan === null ? [] : compareWithPlan(plan.plan, files);
    return { report, hash, exceedsPlan: isRiskier(shown, report), beyondPlan, allowedBy: null };
  });
}
