import type { TreeEdit } from '../syntax/compare-trees.ts';
import {
  alternativeOf,
  conditionOf,
  consequenceOf,
  isConditional,
  isExit,
  namesIn,
  statementsOf,
} from '../syntax/kinds.ts';
import { namedChildren, type PlainNode } from '../syntax/plain-tree.ts';
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
  if (isAdded(condition.key)) return undefined;
  const isUsed = stillUses(afterScope, namesIn(condition));
  if (!isUsed && !standsBehind(before, edit)) return undefined;
  return {
    category: 'bug',
    severity: isUsed ? 'major' : 'minor',
    title: `The check ${shown(condition.key)}, which left early, is gone.`,
    consequence: `The code behind it ${isUsed ? 'still uses what was checked' : 'is as it was'}, and now runs in the case that was kept out.`,
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

/** Whether all that a statement kept from running is there as it was. */
function standsBehind(before: PlainNode, { aboveBefore, aboveAfter }: TreeEdit): boolean {
  const siblings = childrenOf(aboveBefore.at(-1));
  const behind = siblings.slice(siblings.indexOf(before) + 1);
  const standing = new Set(childrenOf(aboveAfter.at(-1)).map(({ key }) => key));
  return behind.length > 0 && behind.every(({ key }) => standing.has(key));
}

function childrenOf(node: PlainNode | undefined): PlainNode[] {
  return node === undefined ? [] : namedChildren(node);
}
