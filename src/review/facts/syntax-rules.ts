import { changedComparison, droppedClause, droppedNegation } from './changed-condition.ts';
import { droppedOption, droppedThrow, droppedTypeCheck } from './dropped-safety.ts';
import type { FactRule } from './fact.ts';
import { removedBranch } from './removed-branch.ts';
import { removedCall } from './removed-call.ts';
import { removedGuard } from './removed-guard.ts';
import { narrowedHandler, removedHandler, removedTry } from './removed-handler.ts';
import { unconditional } from './unconditional.ts';
import {
  droppedArgument,
  droppedAwait,
  droppedFallback,
  droppedNullCheck,
  droppedOffset,
  unwrappedCall,
} from './unwrapped-value.ts';

/** The rules by their names, in the order in which they are asked: the first that fits a difference names it. */
export const syntaxRules: readonly (readonly [string, FactRule])[] = [
  ['removed try', removedTry],
  ['removed handler', removedHandler],
  ['narrowed handler', narrowedHandler],
  ['dropped throw', droppedThrow],
  ['dropped type check', droppedTypeCheck],
  ['unconditional', unconditional],
  ['removed guard', removedGuard],
  ['dropped clause', droppedClause],
  ['dropped await', droppedAwait],
  ['dropped fallback', droppedFallback],
  ['dropped null check', droppedNullCheck],
  ['unwrapped call', unwrappedCall],
  ['dropped negation', droppedNegation],
  ['changed comparison', changedComparison],
  ['dropped offset', droppedOffset],
  ['removed branch', removedBranch],
  ['removed call', removedCall],
  ['dropped argument', droppedArgument],
  ['dropped option', droppedOption],
];
