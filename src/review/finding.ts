export const severities = ['critical', 'major', 'minor', 'note'] as const;
export type Severity = (typeof severities)[number];

export const categories = [
  'bug',
  'security',
  'race',
  'error handling',
  'API break',
  'performance',
  'test gap',
  'dead code',
  'style',
] as const;
export type Category = (typeof categories)[number];

/** Lines from 1, both ends inside. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
}

/** Something that a review says about a place of the change. */
export interface Finding {
  /** The rule that found it; `model` for what the model reported. */
  readonly rule: string;
  readonly category: Category;
  readonly severity: Severity;
  readonly path: string;
  /** Lines of the new file; where code was removed, the line that now stands at its place. */
  readonly lines: LineRange;
  /** Lines of the old file, where the finding is about code that is gone. */
  readonly removed: LineRange | null;
  /** The function or class around it; empty where there is none. */
  readonly symbol: string;
  /** One sentence: what is wrong. */
  readonly title: string;
  /** What comes of it. */
  readonly consequence: string;
  /** Text that would stand in place of `lines`; null where none is offered. */
  readonly suggestion: string | null;
  /** The code in question, as it is written. */
  readonly quote: string;
}

/** Worst first; what comes first says more than what comes later. */
export function bySeverity(left: Pick<Finding, 'severity'>, right: Pick<Finding, 'severity'>): number {
  return severities.indexOf(left.severity) - severities.indexOf(right.severity);
}

export function reaches(severity: Severity, floor: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(floor);
}
