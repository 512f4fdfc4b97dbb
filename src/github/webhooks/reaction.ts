import type { DeliveredFeedback } from '../../tasks/respond/take-in-feedback.ts';
import type { FixLimits, TaskRequest } from '../../tasks/task.ts';
import type { CompletedRun, PlainComment } from '../task-inbox.ts';

/** What a webhook leads to. */
export type Reaction =
  | { readonly kind: 'start'; readonly request: TaskRequest }
  | { readonly kind: 'plain comment'; readonly comment: PlainComment }
  | ({ readonly kind: 'feedback' } & DeliveredFeedback)
  | { readonly kind: 'run completed'; readonly run: CompletedRun }
  | { readonly kind: 'ignore'; readonly reason: string }
  | { readonly kind: 'unexpected payload'; readonly fields: readonly string[] };

export interface TriggerSettings {
  /** Our own App: what it says about a commit starts nothing. */
  readonly appId: number;
  /** The label that asks for a fix. */
  readonly label: string;
  /** The most that one task may use; a comment can ask for less. */
  readonly limits: FixLimits;
}

export function ignore(reason: string): Reaction {
  return { kind: 'ignore', reason };
}
