import { isHandler, isTry, statementsOf } from '../syntax/kinds.ts';
import { childIn, namedChildren, type PlainNode } from '../syntax/plain-tree.ts';
import { at, type FactRule, linesOf, shown } from './fact.ts';

/** What a `try` protected now runs without it. */
export const removedTry: FactRule = ({ edit, afterScope }) => {
  const { before, after, line } = edit;
  if (before === null || !isTry(before) || (after !== null && isTry(after))) return undefined;
  if (!namedChildren(before).some(isHandler)) return undefined;
  const body = childIn(before, 'body') ?? namedChildren(before)[0];
  const standing = body === undefined ? [] : statementsOf(body).filter(({ key }) => afterScope.includes(key));
  if (body === undefined || standing.length < statementsOf(body).length / 2) return undefined;
  return {
    category: 'error handling',
    severity: 'major',
    title: 'Errors of this code are no longer caught here.',
    consequence: 'What it throws now goes to the caller, and what was done about it is not done any more.',
    removed: linesOf(before),
    lines: at(line),
    quote: namedChildren(before)
      .filter(isHandler)
      .map(({ key }) => key)
      .join(' '),
  };
};

/** One of several handlers is gone, or one does nothing any more. */
export const removedHandler: FactRule = ({ edit, isAdded }) => {
  const { before, after, aboveAfter, line } = edit;
  if (before === null || after !== null) return undefined;
  const parent = aboveAfter.at(-1);
  const isClause = isHandler(before) && parent !== undefined && isTry(parent);
  if (!isClause || isAdded(before.key)) return undefined;
  return {
    category: 'error handling',
    severity: 'major',
    title: `The handler ${shown(headOf(before))} is gone.`,
    consequence: 'Errors that it took, or what had to be done in any case, are left to the callers.',
    removed: linesOf(before),
    lines: at(line),
    quote: before.key,
  };
};

/** Another kind of error is caught, one that the old one was not. */
export const narrowedHandler: FactRule = ({ edit }) => {
  const { before, after, aboveBefore } = edit;
  const handler = aboveBefore.at(-1);
  if (before === null || after === null || handler === undefined || !isHandler(handler)) return undefined;
  if (before.field === 'body' || statementsOf(before)[0] !== before) return undefined;
  const [old, now] = [typesIn(before), typesIn(after)];
  const lost = old.filter((name) => !now.includes(name));
  if (lost.length === 0 || !now.every((name) => old.includes(name))) return undefined;
  return {
    category: 'error handling',
    severity: 'major',
    title: `${lost.map(shown).join(' and ')} is no longer caught here.`,
    consequence: 'Errors of this type now go to the caller.',
    removed: linesOf(before),
    lines: linesOf(after),
    quote: before.key,
  };
};

function typesIn({ key }: PlainNode): string[] {
  return (key.match(/[A-Za-z_][\w.]*/g) ?? []).filter(
    (name) => !['as', 'e', 'err', 'ex', 'exc', 'error'].includes(name),
  );
}

function headOf(node: PlainNode): string {
  return node.children
    .filter(({ field, type }) => field !== 'body' && !/block|then/.test(type))
    .map(({ key }) => key)
    .join(' ');
}
