import { conditionOf, consequenceOf, isConditional, statementsOf } from '../syntax/kinds.ts';
import { at, type FactRule, linesOf, shown } from './fact.ts';

/** Statements that ran on a condition now always run. */
export const unconditional: FactRule = ({ edit, isAdded }) => {
  const { before, inPlace, line } = edit;
  if (before === null || !isConditional(before)) return undefined;
  const [condition, consequence] = [conditionOf(before), consequenceOf(before)];
  if (condition === undefined || consequence === undefined || isAdded(condition.key)) return undefined;
  const statements = statementsOf(consequence).map(({ key }) => key);
  const standing = new Set(inPlace.flatMap((node) => [node.key, ...statementsOf(node).map(({ key }) => key)]));
  if (statements.length === 0 || !statements.every((key) => standing.has(key))) return undefined;
  return {
    category: 'bug',
    severity: 'major',
    title: `What ran only under ${shown(condition.key)} now always runs.`,
    consequence: 'The case that the condition kept out takes this path, too.',
    removed: linesOf(before),
    lines: at(line),
    quote: condition.key,
  };
};
