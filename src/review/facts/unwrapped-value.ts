import type { Category, Severity } from '../finding.ts';
import { argumentsOf, calleeOf, isAwait, isCall, operatorOf } from '../syntax/kinds.ts';
import { namedChildren, type PlainNode, walk } from '../syntax/plain-tree.ts';
import { type FactRule, linesOf, shown } from './fact.ts';

/** Calls by whose words it can be told that leaving them out is not a matter of taste. */
const protecting =
  /escape|sanit|quot|encod|decod|valid|verif|check|assert|ensure|authori[sz]|authenti|permi|redact|mask|normali[sz]|canonical|trim|strip|clone|copy|freeze|lock|synchroni[sz]|clamp|bound|limit|abs|min|max|floor|ceil|round|lower|upper|resolve|realpath|isnan|int|number|string|bool|list|array|set|sorted/i;
const securing = /escape|sanit|quot|valid|verif|authori[sz]|authenti|permi|redact|realpath|canonical/i;

/** `f(x)` → `x`: what the call did to the value is not done any more. */
export const unwrappedCall: FactRule = ({ edit }) => {
  const { before, after } = edit;
  if (before === null || after === null || !isCall(before) || isCall(after)) return undefined;
  const callee = calleeOf(before);
  const name = callee.slice(callee.lastIndexOf('.') + 1);
  const receiver = callee.slice(0, -name.length - 1);
  const values = [...argumentsOf(before).map(({ key }) => key.replaceAll(' ', '')), receiver];
  if (!values.includes(after.key.replaceAll(' ', '')) || !protecting.test(name)) return undefined;
  const isSecuring = securing.test(name);
  return fact(before, after, isSecuring ? 'security' : 'bug', 'major', {
    title: `${shown(after.key)} no longer goes through ${shown(name)}.`,
    consequence: `Values that ${shown(name)} would have changed or refused are now used as they are.`,
  });
};

/** `x ?? y`, `x || y`, `x or y` → `x` */
export const droppedFallback: FactRule = ({ edit }) => {
  const { before, after } = edit;
  if (before === null || after === null || !['??', '||', 'or', '?:'].includes(operatorOf(before))) return undefined;
  const [first] = namedChildren(before);
  if (first?.key !== after.key) return undefined;
  return fact(before, after, 'bug', 'major', {
    title: `${shown(after.key)} has lost what stood in for it where it is not there.`,
    consequence: 'Where it is missing or empty, the code behind it now gets that.',
  });
};

/** `a?.b` → `a.b` */
export const droppedNullCheck: FactRule = ({ edit }) => {
  const { before, after, aboveBefore, aboveAfter } = edit;
  const [old, now] = [aboveBefore.at(-1), aboveAfter.at(-1)];
  const isMark = before !== null && /^(?:\?\.|&\.|\?->|\?)$/.test(before.key);
  const [from, to] = isMark ? [old, now] : [before, after];
  if (from == null || to == null || from.key === to.key) return undefined;
  const plain = (key: string) =>
    key
      .replace(/\s+/g, '')
      .replace(/\?\.(?=[[(])/g, '')
      .replaceAll('?.', '.')
      .replaceAll('&.', '.')
      .replaceAll('?->', '->');
  if (!/\?\s?\.|&\s?\.|\?->/.test(from.key) || plain(from.key) !== plain(to.key) || marks(from.key) <= marks(to.key))
    return undefined;
  return fact(from, to, 'bug', 'major', {
    title: `${shown(to.key)} no longer allows for a missing value.`,
    consequence: 'Where it is missing, this now fails.',
  });
};

const marks = (key: string) => key.match(/\?\s?\.|&\s?\.|\?->/g)?.length ?? 0;

/** `await f()` → `f()` */
export const droppedAwait: FactRule = ({ edit }) => {
  const { before, after, aboveAfter } = edit;
  if (before === null || after === null || !isAwait(before) || isAwait(after)) return undefined;
  const [awaited] = namedChildren(before);
  const parent = aboveAfter.at(-1);
  // What is handed on is awaited by whoever takes it.
  if (awaited?.key !== after.key || (parent && /return|arrow|argument|array|pair|lambda|yield/.test(parent.type)))
    return undefined;
  return fact(before, after, 'race', 'major', {
    title: `${shown(after.key)} is no longer awaited.`,
    consequence: 'What follows runs before it is done, works on a promise instead of its value, and misses its errors.',
  });
};

/** `x + 1` → `x` */
export const droppedOffset: FactRule = ({ edit }) => {
  const { before, after } = edit;
  if (before === null || after === null || !['+', '-'].includes(operatorOf(before))) return undefined;
  const [left, right, ...others] = namedChildren(before);
  if (others.length > 0 || left?.key !== after.key || right?.key !== '1') return undefined;
  return fact(before, after, 'bug', 'minor', {
    title: `${shown(before.key)} became ${shown(after.key)}.`,
    consequence: 'A position or a bound is now off by one from where it was.',
  });
};

/** `f(a, b)` → `f(a)` */
export const droppedArgument: FactRule = ({ edit, isAdded }) => {
  const { before, after, aboveBefore, aboveAfter } = edit;
  const [old, now] = [callAbove(aboveBefore), callAbove(aboveAfter)];
  if (before === null || after !== null || old === undefined || now === undefined) return undefined;
  if (!/arguments|argument_list/.test(aboveBefore.at(-1)?.type ?? '')) return undefined;
  if (calleeOf(old) !== calleeOf(now) || argumentsOf(now).length >= argumentsOf(old).length || isAdded(before.key))
    return undefined;
  return fact(before, now, 'bug', 'minor', {
    title: `${shown(calleeOf(now))} is no longer given ${shown(before.key)}.`,
    consequence: 'It now works with its default, or without it.',
  });
};

function callAbove(above: readonly PlainNode[]): PlainNode | undefined {
  const call = above.at(-2);
  return call !== undefined && isCall(call) ? call : undefined;
}

function fact(
  before: PlainNode,
  after: PlainNode,
  category: Category,
  severity: Severity,
  words: { readonly title: string; readonly consequence: string },
) {
  return { category, severity, ...words, removed: linesOf(before), lines: linesOf(after), quote: before.key };
}

/** Whether a node or what is in it is called by such a name. */
export function callsWith(node: PlainNode, names: RegExp): string | undefined {
  for (const each of walk(node)) if (isCall(each) && names.test(lastOf(calleeOf(each)))) return calleeOf(each);
  return undefined;
}

function lastOf(callee: string): string {
  return callee.slice(callee.lastIndexOf('.') + 1);
}
