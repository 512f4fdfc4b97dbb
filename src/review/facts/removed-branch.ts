import { conditionOf, consequenceOf, isCase, isConditional, isExit, namesIn, statementsOf } from '../syntax/kinds.ts';
import { at, type FactRule, linesOf, shown } from './fact.ts';
import { stillUses } from './removed-guard.ts';

/** A case of its own is gone, while the code still deals with what it was about. */
export const removedBranch: FactRule = ({ edit, afterScope, isAdded }) => {
  const { before, after, inPlace, line } = edit;
  if (before === null || after !== null || !(isConditional(before) || isCase(before))) return undefined;
  const condition = conditionOf(before);
  if (condition === undefined || isAdded(condition.key)) return undefined;
  const last = isConditional(before) ? statementsOf(consequenceOf(before) ?? condition).at(-1) : undefined;
  // Early exits have a rule of their own, and code that stands in its place is another way to do the same.
  if (last !== undefined && isExit(last)) return undefined;
  if (inPlace.some(({ named }) => named) || !stillUses(afterScope, namesIn(condition))) return undefined;
  return {
    category: 'bug',
    severity: 'minor',
    title: `The case ${shown(condition.key)} is no longer treated on its own.`,
    consequence: 'It now takes the way of all other cases; nothing in the change does instead what was done for it.',
    removed: linesOf(before),
    lines: at(line),
    quote: condition.key,
  };
};
