/** What a change may touch that makes it riskier than others. `paths` are those that the repository wants approved. */
export const riskAreas = [
  'authentication',
  'cryptography',
  'payments',
  'migrations',
  'ci',
  'dependencies',
  'publicApi',
  'concurrency',
  'deletions',
  'size',
  'untested',
] as const;
export type RiskArea = (typeof riskAreas)[number] | 'paths';

export type RiskLevel = 'low' | 'medium' | 'high';

/** One reason why a change is as risky as it is. */
export interface RiskFinding {
  readonly area: RiskArea;
  readonly level: RiskLevel;
  /** Empty where the change as a whole is meant. */
  readonly path: string;
  /** A sentence for people. */
  readonly why: string;
}

export interface RiskReport {
  /** The highest of the findings; `low` where there are none. */
  readonly level: RiskLevel;
  /** The gravest first. */
  readonly findings: readonly RiskFinding[];
}

/** A file that a plan names, or a patch changes. */
export interface RiskyFile {
  readonly path: string;
  readonly change: 'edit' | 'create' | 'delete' | 'move';
  /** What changes in it, as `Class.method`. */
  readonly symbols: readonly string[];
  /** Lines that the patch adds and removes; none in a plan. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** What others may call that is gone, or is called in another way; not known in a plan. */
  readonly brokenApi: readonly string[];
  /** Whether a test imports it, or is named after it. */
  readonly isTested: boolean;
  /** Whether the repository wants a change of it approved. */
  readonly needsApproval: boolean;
}
