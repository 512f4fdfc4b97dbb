import { tamperHash } from '../../validation/tamper-gate/tamper-hash.ts';
import type { Tampering } from '../../validation/tamper-gate/tampering.ts';
import { findTampering } from '../../validation/tamper-gate.ts';
import type { Problem } from '../../validation/validate-patch.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { Fix } from './fix.ts';

/** What the patch as a whole weakens of the tests and the checks, and the hash that an approval of it is bound to. */
export interface TamperReport {
  readonly findings: readonly Tampering[];
  readonly hash: string;
  /** Whether a person has to allow it. */
  readonly blocks: boolean;
}

/** A step's record is small; what blocks is kept first. */
const mostKept = 100;

/** Compares the workspace with the base commit. The issue's text says which changes of tests it asks for. */
export function lookForTampering(
  { request, steps }: Pick<Fix, 'request' | 'steps'>,
  workspace: Workspace,
): Promise<TamperReport> {
  const { issue, hint } = request;
  return steps.run('look for weakened tests', async () => {
    const findings = await findTampering(await workspace.changes(), {
      requested: [issue.title, issue.body, hint].join('\n\n'),
    });
    const kept = [...findings].sort((a, b) => Number(b.blocking) - Number(a.blocking)).slice(0, mostKept);
    return { findings: kept, hash: tamperHash(findings), blocks: findings.some(({ blocking }) => blocking) };
  });
}

/**
 * A check of edits that tells the agent once about each way in which it weakens the tests. When it insists, the patch goes
 * on, and a person decides.
 */
export function onceAgainstTampering(task: Fix, workspace: Workspace): () => Promise<Problem[]> {
  const told = new Set<string>();
  return async () => {
    const { findings, hash, blocks } = await lookForTampering(task, workspace);
    if (!blocks || told.has(hash)) return [];
    told.add(hash);
    return findings
      .filter(({ blocking }) => blocking)
      .map(({ path, line, message }) => ({ path: `${path}:${line}`, message: `${message} ${takeItBack}` }));
  };
}

const takeItBack =
  'Take it back, unless the issue asks for exactly that; in that case call finish again, and a person will decide.';
