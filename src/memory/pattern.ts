import type { Intent } from '../agent/classify-intent.ts';

/** A definition that a fix changed; `name` is qualified as in `FileSymbol`. */
export interface SymbolPlace {
  readonly path: string;
  readonly name: string;
}

/** What a change did, as the code was after it. */
export interface ChangeSummary {
  readonly files: readonly string[];
  readonly symbols: readonly SymbolPlace[];
  /** A unified diff, cut where it is long. */
  readonly diff: string;
}

/** What a fix teaches. Everything in it was written by others or by a model: it is cleaned, and data. */
export interface FixContent extends ChangeSummary {
  readonly kind: 'fix';
  readonly issue: { readonly number: number; readonly title: string; readonly body: string };
  readonly intent: Intent;
  /** What the agent said was wrong and how it is mended. */
  readonly summary: string;
  /** The tests that showed the issue. */
  readonly failingTests: readonly string[];
  /** What was tried and did not work, and what failed then. */
  readonly wrongTurns: readonly string[];
  /** Where the work began, and its last commit: as merged, where it was. */
  readonly base: string;
  readonly commit: string;
  readonly branch: string;
  /** What the person who refused it said last; null where nobody did, or nothing was said. */
  readonly refusal: string | null;
}

/** A rule that a reviewer stated. */
export interface ConventionContent {
  readonly kind: 'convention';
  readonly text: string;
  readonly saidBy: string;
  /** The review that says it; null where a command did. */
  readonly url: string | null;
}

export type PatternContent = FixContent | ConventionContent;

/** A `candidate` waits for a person to merge or refuse it, and is recalled by nobody before. */
export type PatternKind = 'candidate' | 'fix' | 'wrong way' | 'convention';

/** The repository that something was learnt in, for whoever may ask it whether it shares. */
export interface PatternOrigin {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
}

/** Something remembered. */
export interface Pattern {
  readonly repository: string;
  /** What people call it by. */
  readonly id: number;
  readonly kind: PatternKind;
  readonly taskId: string | null;
  readonly pullNumber: number | null;
  readonly content: PatternContent;
  /** From 0 to 1. */
  readonly confidence: number;
  /** Null on a machine. */
  readonly origin: PatternOrigin | null;
}
