import { calleeOf, isCall, unwrapped } from '../syntax/kinds.ts';
import { namedChildren, type PlainNode, walk } from '../syntax/plain-tree.ts';
import { at, type FactRule, linesOf, shown } from './fact.ts';

const throwing = /^(?:throw_statement|throw_expression|throw|raise_statement|jump_expression)$/;

/** `throw f()` → `f()` */
export const droppedThrow: FactRule = ({ edit }) => {
  const { before, after } = edit;
  if (before === null || after === null || !throwing.test(before.type) || !/^(?:throw|raise)\b/.test(before.key))
    return undefined;
  const [thrown, ...others] = namedChildren(before);
  if (thrown === undefined || others.length > 0 || thrown.key !== unwrapped(after).key) return undefined;
  return {
    category: 'error handling',
    severity: 'major',
    title: `${shown(after.key)} is no longer thrown.`,
    consequence: 'The error is made and forgotten: what follows goes on as if nothing had failed.',
    removed: linesOf(before),
    lines: linesOf(after),
    quote: before.key,
  };
};

/** Go: `v, ok := x.(T)` → `x.(T)`, which panics where `x` is something else. */
export const droppedTypeCheck: FactRule = ({ edit, afterScope }) => {
  const { before, after, line } = edit;
  const declaration = before === null ? undefined : [...walk(before)].find(isCommaOk);
  const assertion = declaration && [...walk(declaration)].find(({ type }) => type === assertionType);
  if (before === null || assertion === undefined || !standsUnchecked(assertion.key, afterScope)) return undefined;
  return {
    category: 'bug',
    severity: 'major',
    title: `${shown(assertion.key)} no longer asks whether it is of that type.`,
    consequence: 'Where it is of another type, this now panics.',
    removed: linesOf(before),
    lines: after === null ? at(line) : linesOf(after),
    quote: assertion.key,
  };
};

const assertionType = 'type_assertion_expression';

function standsUnchecked(assertion: string, scope: string): boolean {
  const parts = scope.split(assertion);
  return parts.slice(0, -1).some((before) => !/, \w+ :?= $/.test(before.slice(-80)));
}

/** Two names, one for whether it holds. */
function isCommaOk({ type, children, key }: PlainNode): boolean {
  return (
    /^(?:short_var_declaration|assignment_statement)$/.test(type) && children.length > 0 && /^[^=]*, \w+ :?=/.test(key)
  );
}

/** `f({ a, b: 1 })` → `f({ a })` */
export const droppedOption: FactRule = ({ edit, isAdded }) => {
  const { before, after, aboveBefore, aboveAfter, line } = edit;
  if (before === null || after !== null || before.type !== 'pair' || isAdded(before.key)) return undefined;
  const [old, now] = [aboveBefore.at(-3), aboveAfter.at(-3)];
  if (old === undefined || now === undefined || !isCall(old) || !isCall(now) || calleeOf(old) !== calleeOf(now))
    return undefined;
  const options = aboveAfter.at(-1);
  if (options === undefined || namedChildren(options).length === 0) return undefined;
  return {
    category: 'bug',
    severity: 'minor',
    title: `${shown(calleeOf(now))} is no longer given ${shown(before.key)}.`,
    consequence: 'It now works with its default.',
    removed: linesOf(before),
    lines: at(line),
    quote: before.key,
  };
};
