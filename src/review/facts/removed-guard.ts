import {
  alternativeOf,
  conditionOf,
  consequenceOf,
  isConditional,
  isExit,
  namesIn,
  statementsOf,
} from '../syntax/kinds.ts';
import { at, type FactRule, linesOf, shown } from './fact.ts';

/** An early exit is gone, and what it kept out still reaches the code behind it. */
export const removedGuard: FactRule = ({ edit, afterScope, isAdded }) => {
  const { before, after, line } = edit;
  if (before === null || !isConditional(before) || alternativeOf(before) !== undefined) return undefined;
  if (after !== null && isConditional(after)) return undefined;
  const [condition, consequence] = [conditionOf(before), consequenceOf(before)];
  if (condition === undefined || consequence === undefined) return undefined;
  const last = statementsOf(consequence).at(-1);
  if (last === undefined || !isExit(last)) return undefined;
  if (isAdded(condition.key) || !stillUses(afterScope, namesIn(condition))) return undefined;
  return {
    category: 'bug',
    severity: 'major',
    title: `The check ${shown(condition.key)}, which left early, is gone.`,
    consequence: 'The code behind it still uses what was checked, and now runs in the case that was kept out.',
    removed: linesOf(before),
    lines: at(line),
    quote: condition.key,
  };
};

/** Whether code still names something that a check was about. */
export function stillUses(scope: string, names: ReadonlySet<string>): boolean {
  const tokens = new Set(scope.split(/[^\w$]+/));
  return [...names].some((name) => tokens.has(name));
}
