import { clausesOf, isConditional, operatorOf, unwrapped } from '../syntax/kinds.ts';
import { namedChildren, type PlainNode } from '../syntax/plain-tree.ts';
import { type FactRule, linesOf, shown } from './fact.ts';

const logical = new Set(['&&', '||', 'and', 'or']);

/** A part of a condition is gone, and the rest stands as it was. */
export const droppedClause: FactRule = ({ edit, isAdded }) => {
  const { before, after } = edit;
  if (before === null || after === null) return undefined;
  const operator = operatorOf(unwrapped(before));
  if (!logical.has(operator)) return undefined;
  const [old, now] = [clausesOf(before), clausesOf(after)];
  const standing = new Set(now.map(({ key }) => key));
  const gone = old.filter(({ key }) => !standing.has(key));
  const known = new Set(old.map(({ key }) => key));
  const isRest = now.every(({ key }) => known.has(key)) && now.length < old.length;
  if (!isRest || gone.length === 0 || gone.every(({ key }) => isAdded(key))) return undefined;
  const both = operator === '&&' || operator === 'and';
  return {
    category: 'bug',
    severity: 'major',
    title: `The condition no longer asks for ${gone.map(({ key }) => shown(key)).join(' and ')}.`,
    consequence: both
      ? 'It now holds in cases that this part kept out.'
      : 'It no longer holds in the cases that this part let in.',
    removed: linesOf(before),
    lines: linesOf(after),
    quote: before.key,
  };
};

const comparisons = new Set([
  '<',
  '<=',
  '>',
  '>=',
  '==',
  '!=',
  '===',
  '!==',
  'is',
  'is not',
  'in',
  'not in',
  'eq',
  'ne',
]);
/** Strict and loose are told apart by linters; between them nothing flips. */
const alike = [new Set(['==', '===', 'is']), new Set(['!=', '!==', 'is not'])];

/** The same two operands are compared in another way: a bound moves by one, or a test is turned round. */
export const changedComparison: FactRule = ({ edit }) => {
  const { before, after, aboveBefore, aboveAfter } = edit;
  const [old, now] =
    before !== null && after !== null && isOperator(before) ? [aboveBefore.at(-1), aboveAfter.at(-1)] : [before, after];
  if (old == null || now == null) return undefined;
  const [from, to] = [operatorOf(old), operatorOf(now)];
  if (from === to || !comparisons.has(from) || !comparisons.has(to)) return undefined;
  if (alike.some((group) => group.has(from) && group.has(to)) || !sameOperands(old, now)) return undefined;
  return {
    category: 'bug',
    severity: 'minor',
    title: `The comparison ${shown(old.key)} became ${shown(now.key)}.`,
    consequence: /[<>]/.test(from)
      ? 'The case in which both sides are at the bound is now decided the other way.'
      : 'What held before does not hold now, and the other way round.',
    removed: linesOf(old),
    lines: linesOf(now),
    quote: old.key,
  };
};

function isOperator({ key, named }: PlainNode): boolean {
  return !named && comparisons.has(key);
}

function sameOperands(old: PlainNode, now: PlainNode): boolean {
  const operands = (node: PlainNode) =>
    namedChildren(node)
      .filter(({ field }) => !field.startsWith('operator'))
      .map(({ key }) => key)
      .join('\n');
  return operands(old) === operands(now);
}

/** A condition is turned into its opposite: `!a` → `a`. */
export const droppedNegation: FactRule = ({ edit }) => {
  const { before, after, aboveAfter } = edit;
  if (before === null || after === null || !aboveAfter.some(isConditional)) return undefined;
  const inner = negated(before) ?? negated(after);
  if (inner === undefined) return undefined;
  const other = negated(before) === undefined ? before : after;
  if (unwrapped(inner).key !== unwrapped(other).key) return undefined;
  return {
    category: 'bug',
    severity: 'minor',
    title: `The condition ${shown(before.key)} became its opposite, ${shown(after.key)}.`,
    consequence: 'What was done when it held is now done when it does not.',
    removed: linesOf(before),
    lines: linesOf(after),
    quote: before.key,
  };
};

function negated(node: PlainNode): PlainNode | undefined {
  const [first, second, ...others] = unwrapped(node).children;
  return others.length === 0 && (first?.key === '!' || first?.key === 'not') ? second : undefined;
}
