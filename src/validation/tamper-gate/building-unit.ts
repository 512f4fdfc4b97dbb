import type { Assertion, Literal, Mark, TestUnit } from './read-unit.ts';
import { isConstant } from './strength.ts';
import type { TestRules } from './test-rules.ts';

/** A test whose end the walk has not reached. */
export interface Building
  extends Omit<
    TestUnit,
    'skip' | 'only' | 'retried' | 'conditional' | 'uncollected' | 'assertions' | 'literals' | 'calls'
  > {
  readonly start: number;
  readonly end: number;
  skip: Mark | undefined;
  only: Mark | undefined;
  retried: Mark | undefined;
  conditional: boolean;
  uncollected: boolean;
  readonly assertions: { readonly start: number; readonly found: Assertion }[];
  readonly literals: Literal[];
  readonly calls: Set<string>;
  readonly functions: NamedFunction[];
}

interface NamedFunction {
  readonly name: string;
  readonly from: number;
  readonly until: number;
}

export function building(
  kind: TestUnit['kind'],
  name: string,
  title: string,
  line: number,
  endLine: number,
  start: number,
  end: number,
  rows?: number,
): Building {
  const collected = { assertions: [], literals: [], calls: new Set<string>(), functions: [] };
  const marks = { skip: undefined, only: undefined, retried: undefined, conditional: false, uncollected: false };
  const base = { kind, name, title, line, endLine, start, end, ...marks, ...collected };
  return rows === undefined ? base : { ...base, rows };
}

/** Assertions in a function that nothing names are not run. */
export function finish(unit: Building, text: string, rules: TestRules): TestUnit {
  const { kind, name, title, line, endLine, rows, only, retried, conditional, uncollected, calls, functions } = unit;
  const literals = unit.literals.filter(({ value }) => value.slice(1, -1) !== title || title === '');
  const unused = functions.filter((each) => !isNamedOutside(each, text, unit));
  const constants = kind === 'test' ? givenConstants(unit, text) : new Set<string>();
  const assertions = unit.assertions.map(({ start, found }) =>
    found.state === 'live' &&
    (unused.some(({ from, until }) => start >= from && start < until) || isAbout(constants, found))
      ? { ...found, state: 'dead' as const }
      : found,
  );
  const skip = unit.skip ?? skipLineOf(unit, text, rules);
  return {
    ...{ kind, name, title, line, endLine, assertions, literals, calls: [...calls] },
    ...(rows === undefined ? {} : { rows }),
    ...(skip === undefined ? {} : { skip }),
    ...(only === undefined ? {} : { only }),
    ...(retried === undefined ? {} : { retried }),
    ...(conditional ? { conditional } : {}),
    ...(uncollected ? { uncollected } : {}),
  };
}

const plainName = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;
const mostNames = 50;
/** In characters; a longer test is not looked through for each of its names. */
const longestTest = 20_000;

/** Names that a test gives a plain value, and mentions nowhere else than in its assertions: these say nothing of the code. */
function givenConstants({ start, end, assertions }: Building, text: string): Set<string> {
  const own = end - start > longestTest ? '' : text.slice(start, end);
  const names = new Set(assertions.flatMap(({ found }) => found.operands.filter((each) => plainName.test(each))));
  const mentionsOf = (name: string, within: string) =>
    within.split(new RegExp(`(?<![\\p{L}\\p{N}_$])${name.replaceAll('$', '\\$')}(?![\\p{L}\\p{N}_$])`, 'u')).length - 1;
  return new Set(
    [...names].slice(0, mostNames).filter((name) => {
      const given = new RegExp(
        `(?:^|[\\s;{(])${name.replaceAll('$', '\\$')}\\s*(?::\\s*\\w+\\s*)?:?=\\s*(?:-?\\d[\\d_.]*|"[^"\\n]*"|'[^'\\n]*'|true|false|True|False|nil|null|None)[ \\t]*(?:[;#}]|//|$)`,
        'm',
      );
      const inAssertions = assertions.reduce((sum, { found }) => sum + mentionsOf(name, found.text), 0);
      return given.test(own) && mentionsOf(name, own) === inAssertions + 1;
    }),
  );
}

function isAbout(constants: ReadonlySet<string>, { operands }: Assertion): boolean {
  const named = operands.filter((each) => !isConstant(each));
  return named.length > 0 && named.every((each) => constants.has(each));
}

/** A call without brackets and arguments, which a syntax tree cannot tell from a variable. */
function skipLineOf({ kind, start, end, line }: Building, text: string, { skipLine }: TestRules): Mark | undefined {
  const found = kind === 'test' ? skipLine?.exec(text.slice(start, end)) : undefined;
  return found ? { line, text: found[0].trim() } : undefined;
}

function isNamedOutside({ name, from, until }: NamedFunction, text: string, unit: Building): boolean {
  const word = /[\p{L}\p{N}_$]/u;
  const own = text.slice(unit.start, unit.end);
  for (let at = own.indexOf(name); at !== -1; at = own.indexOf(name, at + name.length)) {
    const isInside = unit.start + at >= from && unit.start + at < until;
    if (!isInside && !word.test(own.charAt(at - 1)) && !word.test(own.charAt(at + name.length))) return true;
  }
  return false;
}
