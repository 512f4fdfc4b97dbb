import type { FileVersion, Placed } from './file-versions.ts';
import { finding } from './finding.ts';
import { isRequested } from './is-requested.ts';
import type { AssertionPair } from './pair-assertions.ts';
import type { Literal } from './read-unit.ts';
import { isConstant } from './strength.ts';
import type { Tampering } from './tampering.ts';
import { isLooser, toleranceByDefault } from './tolerances.ts';
import { countValues, without } from './without.ts';

/** Tolerances and limits of one test that are looked at. */
const mostLabelled = 500;

/**
 * The values of a test whose assertions are as many and as strong as before: a tolerance or a time limit that is wider,
 * and values that went away or are others. A value that also left the test without leaving its file has moved.
 */
export function compareValues(
  before: Placed,
  after: Placed,
  pairs: readonly AssertionPair[],
  requested: string,
): Tampering[] {
  const place = { path: after.file.path, side: 'after' as const };
  const test = after.unit.kind === 'file' ? {} : { test: after.unit.name };
  const labelled = (placed: Placed) =>
    placed.unit.literals.filter(({ label }) => label !== undefined).slice(0, mostLabelled);
  const limits = labelled(before);
  const wider = labelled(after).flatMap((literal) => {
    const old = limits.filter(({ label }) => label === literal.label);
    return isWider(literal, old, pairs) ? [{ literal, old }] : [];
  });
  const widened = wider.slice(0, 20).map(({ literal, old }) =>
    finding({
      ...{ ...place, ...test, line: literal.line, kind: 'wider tolerance' as const },
      message: `"${literal.label}" would let more results pass than before.`,
      before: old.map((each) => lineOf(before, each)).join('\n'),
      ...{ after: lineOf(after, literal), blocking: true },
    }),
  );
  if (widened.length > 0) return widened;

  const isSameFile = before.file.path === after.file.path;
  const counts = (placed: Placed) =>
    isSameFile ? countsOf(placed.file) : countValues(placed.unit.literals.map(literalKey));
  const left = counts(after);
  const was = counts(before);
  const gone = without(before.unit.literals, after.unit.literals.map(literalKey), literalKey).filter(
    (each) => each.label === undefined && (left.get(literalKey(each)) ?? 0) < (was.get(literalKey(each)) ?? 0),
  );
  const added = without(after.unit.literals, before.unit.literals.map(literalKey), literalKey);
  const isSplitOtherwise = gone.length > 0 && added.length > 0 && isSameText(gone, added);
  const reworded = gone.length > 0 ? [] : pairs.filter(isReworded);
  if (isSplitOtherwise || (gone.length === 0 && reworded.length === 0)) return [];
  const first = added[0] ?? reworded[0]?.is;
  const asked = isRequested(requested, after.file.path, after.unit.title, [
    ...added.map(literalText),
    ...reworded.flatMap(({ was: old, is }) => is.operands.filter((operand) => !old.operands.includes(operand))),
  ]);
  return [
    finding({
      ...{ ...place, ...test, line: first?.line ?? after.unit.line, kind: 'expectation changed' as const },
      message: messageOf(gone.length > 0 && added.length === 0, asked),
      before: [...linesOf(before, gone), ...reworded.map(({ was: old }) => old.text)].join('\n'),
      after: [...linesOf(after, added), ...reworded.map(({ is }) => is.text)].join('\n'),
      blocking: !asked,
    }),
  ];
}

/** Whether both are one text, however it is cut into literals. */
function isSameText(one: readonly Literal[], other: readonly Literal[]): boolean {
  const text = /^\w{0,2}"([\s\S]*)"$/;
  const joined = (literals: readonly Literal[]) => literals.map(({ value }) => text.exec(value)?.[1] ?? '').join('');
  return [...one, ...other].every(({ value }) => text.test(value)) && joined(one) === joined(other);
}

const literalText = ({ value }: Literal) => value;
/** A tolerance and a value are never taken for each other. */
const literalKey = ({ value, label = '' }: Literal) => `${label}:${value}`;

const counted = new WeakMap<FileVersion, Map<string, number>>();

/** Counted once a file, however many tests it has. */
function countsOf(file: FileVersion): Map<string, number> {
  const known = counted.get(file);
  if (known) return known;
  const counts = countValues(file.units.flatMap(({ literals }) => literals.map(literalKey)));
  counted.set(file, counts);
  return counts;
}

function isWider(literal: Literal, old: readonly Literal[], pairs: readonly AssertionPair[]): boolean {
  const value = Number(literal.value.replaceAll('_', ''));
  if (literal.label === undefined || Number.isNaN(value)) return false;
  if (old.some((each) => each.value === literal.value)) return false;
  if (old.length > 0) {
    return isLooser(
      literal.label,
      value,
      old.map((each) => Number(each.value.replaceAll('_', ''))),
    );
  }
  // A limit that is new is no wider than none, but for a tolerance in the place of the one that always holds.
  const usual = toleranceByDefault(literal.label);
  return usual !== undefined && isLooser(literal.label, value, [usual]) && pairs.some((pair) => isNewIn(pair, literal));
}

/** Whether a tolerance was given to an assertion that was as strong without it. */
function isNewIn({ was, is }: AssertionPair, { line }: Literal): boolean {
  const isInside = line >= is.line && line < is.line + is.text.split('\n').length;
  const isOfSame = is.operands.some((operand) => !isConstant(operand) && was.operands.includes(operand));
  return isInside && isOfSame && was.strength === is.strength;
}

/** Held against another name or expression than before, or another error. Names of variables may change. */
function isReworded({ was, is, sameSubject }: AssertionPair): boolean {
  const isThrown = /raise|throw|panic/i.test(is.text) && was.operands[0] !== is.operands[0];
  if (isThrown && /^[\w.:]+$/.test(is.operands[0] ?? '')) return true;
  const others = is.operands.filter((operand) => !was.operands.includes(operand));
  return sameSubject && others.length > 0 && was.operands.length === is.operands.length && !others.every(isOther);
}

/** Constants are compared as values. */
const isOther = (operand: string) => isVariable(operand) || isConstant(operand);

function isVariable(operand: string): boolean {
  return /^[$@]?[a-z_][\p{L}\p{N}_]*$/u.test(operand);
}

function messageOf(isOnlyLess: boolean, asked: boolean): string {
  const what = isOnlyLess ? 'Values of this test would be gone' : 'This test would expect or use other values';
  return asked ? `${what}, as the issue asks.` : `${what}, and the issue does not ask for it.`;
}

function lineOf({ file }: Placed, { line }: Literal): string {
  return (file.lines[line - 1] ?? '').trim();
}

function linesOf(placed: Placed, literals: readonly Literal[]): string[] {
  return [...new Set(literals.map((literal) => lineOf(placed, literal)))];
}
