import { createHash } from 'node:crypto';
import { assessRisk } from '../../agent/assess-risk.ts';
import type { Plan } from '../../agent/plan.ts';
import type { RiskReport } from '../../agent/risk/risk.ts';
import type { Base } from '../../publish/publisher.ts';
import type { Fix } from '../fix/fix.ts';
import type { PreparedAgent } from '../fix/prepare-agent.ts';
import { matchingPaths } from './matching-paths.ts';
import { filesOfPlan } from './risky-files.ts';

/** How risky a plan is, and the hash of what people see of it: another plan, base or risk has another one. */
export async function assessPlan(
  { config, steps }: Fix,
  { testsOf }: PreparedAgent,
  plan: Plan,
  base: Base,
): Promise<{ readonly risk: RiskReport; readonly hash: string }> {
  const risk = await steps.run('assess the risk of the plan', async () => {
    const needingApproval = (paths: readonly string[]) => matchingPaths(config.risk.approve, paths);
    return assessRisk(await filesOfPlan(plan, { testsOf, needingApproval }), config.risk);
  });
  const hash = createHash('sha256')
    .update(JSON.stringify([plan, risk, base.sha]))
    .digest('hex');
  return { risk, hash };
}
