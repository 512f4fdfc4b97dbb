import type { TaskState } from './task.ts';

/** How a task ended. Every task has one, also after a crash, a stop or a spent budget. */
export interface Outcome {
  readonly kind: OutcomeKind;
  /** One sentence for people: what happened. */
  readonly reason: string;
  /** What to do next: a command, or what a person should look at. */
  readonly next: string;
}

export type OutcomeKind =
  | 'fixed'
  /** Only what failed before, or is flaky, fails; no run succeeded as a whole, so nothing is claimed. */
  | 'nothing new fails'
  | 'tests still failing'
  /** Only a person can let it go on. */
  | 'needs approval'
  /** A plan was asked for, and is shown; a person lets it go on. */
  | 'planned'
  /** A person was asked something, and the answer lets it go on. */
  | 'asked'
  | 'proposed'
  | 'answered'
  | 'indexed'
  | 'learned'
  | 'reviewed'
  | 'not allowed'
  | 'ignored'
  | 'declined'
  | 'budget exceeded'
  | 'stopped'
  | 'failed';

const finalStates: Readonly<Record<OutcomeKind, TaskState>> = {
  fixed: 'done',
  'nothing new fails': 'done',
  'tests still failing': 'failed',
  'needs approval': 'waiting',
  planned: 'waiting',
  asked: 'waiting',
  proposed: 'done',
  answered: 'done',
  indexed: 'done',
  learned: 'done',
  reviewed: 'done',
  'not allowed': 'failed',
  ignored: 'done',
  declined: 'failed',
  'budget exceeded': 'failed',
  stopped: 'stopped',
  failed: 'failed',
};

/** The state that a task with this outcome ends in. */
export function finalState(outcome: Outcome): TaskState {
  return finalStates[outcome.kind];
}

/** Ends a task from anywhere in its own code. Thrown outside steps only: a recorded error would lose its class. */
export class EndTask extends Error {
  readonly outcome: Outcome;

  constructor(outcome: Outcome) {
    super(outcome.reason);
    this.name = 'EndTask';
    this.outcome = outcome;
  }
}
