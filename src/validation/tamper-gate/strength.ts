import { bracketed, splitArguments, unwrap } from './split-arguments.ts';

/**
 * How much an assertion pins down. `exact`: one value; `partial`: a part or a range of it; `weak`: that there is one, or
 * that it is not another; `none`: nothing, since it holds whatever the code does; `unknown`: a helper's own matter, which
 * is compared with nothing.
 */
export type Strength = 'exact' | 'partial' | 'weak' | 'none' | 'unknown';

const ranks: Readonly<Record<Strength, number | undefined>> = {
  exact: 3,
  partial: 2,
  weak: 1,
  none: 0,
  unknown: undefined,
};

export function isWeaker(after: Strength, before: Strength): boolean {
  const [now, earlier] = [ranks[after], ranks[before]];
  return now !== undefined && earlier !== undefined && now < earlier;
}

const prefixes = /^(?:xct|debug|assert|should|expect|verify|check|must|to|is|been|be|have|has|does|that|it)/;
const negative = /^(?:ne$|not|no(?!ne$)(?=[a-z])|un(?!defined|it|der)|refute|doesnt|isnt)/;
const exactName =
  /snapshot|equal|^eq|eql|^same|identical|^$|^null$|^nil$|^none$|^undefined$|^empty$|^zero$|calledwith|calledtimes|calledonce|returned|^value$|^text|^status|^json|redirect|streq|caseeq|floateq|doubleeq/;
const weakName = /^(?:true|truthy|false|falsy|falsey|ok|defined|exists?|present|called|some|success|anything|error)$/;
const partialName =
  /^[gl][te]$|contain|includ|match|regex|like|start|end|prefix|suffix|greater|less|above|below|within|between|close|almost|approx|near|instance|kind|type|length|size|count|subset|superset|property|key|^any|^in$|^oneof|least|most|satisf|more|delta|epsilon|has/;
const throwing =
  /^(?:throw|throws|raises?|raiseerror|raises?regex|throwserror|panics?|throwable|throwsexactly|toraise|exception$)/;
/** An error of any type, or of one among several. */
const anyError =
  /^(?:\\?(?:Base|java\.lang\.|System\.)?(?:Exception|Throwable|Error|StandardError)(?:\.class|::class)?|\([\w.\s]+(?:,[\w.\s]+)+,?\s*\))$/;
/** What Go's assertions take first. */
const testObject = /^(?:t|tb|[a-z]\.T\(\))$/;
/** Says nothing but that there is something. */
const wildcard = /^(?:expect\.any\w*\(.*\)|(?:mock\.)?ANY|anything|any\(.*\)|_|["'/`]*\^?\.[*+]\$?["'/`a-z]*)$/;

/** Lets a part of a value be anything. */
const wildcardWithin = /\bexpect\.(?:not\.)?\w+\(|\b(?:mock\.)?ANY\b(?!\()|\bAnything\b/;

/** By the name of the matcher, `assertEquals` or `not.toBe`, and its arguments, the subject of the assertion included. */
export function strengthOf(matcher: string, given: readonly string[]): Strength {
  const args = given.length > 1 && testObject.test(given[0] ?? '') ? given.slice(1) : given;
  const parts = matcher.split('.').map(plainName);
  const last = parts.at(-1) ?? '';
  if (parts.some((part) => negative.test(part)) || /^refute/i.test(matcher)) return 'weak';
  if (throwing.test(last)) {
    const isOpen = /toThrow|throwError/i.test(matcher) && args.length < 2;
    return isOpen || args.some((arg) => anyError.test(arg)) ? 'partial' : 'exact';
  }
  if (isJudging(matcher)) return strengthOfExpression(args[0] ?? '');
  const ofCondition = exactName.test(last) ? strengthOfCondition(args) : undefined;
  if (ofCondition !== undefined) return ofCondition;
  if (args.length > 1 && exactName.test(last) && args.every(isConstant)) return 'none';
  if (args.slice(1).some((arg) => wildcard.test(arg)) || weakName.test(last)) return 'weak';
  if (/almost|approx|close|matchobject|delta|epsilon/.test(last)) return 'partial';
  if (exactName.test(last)) return args.some(hasWildcard) ? 'partial' : 'exact';
  return partialName.test(last) ? 'partial' : 'unknown';
}

/** Of `expect(a > b).toBe(true)`, which says what the condition says; undefined where nothing is compared. */
function strengthOfCondition(args: readonly string[]): Strength | undefined {
  const truth = args.find((arg) => /^(?:true|false)$/i.test(arg));
  const condition = args.find((arg) => arg !== truth);
  if (args.length !== 2 || truth === undefined || condition === undefined || isConstant(condition)) return undefined;
  if (!/\|\||&&|[=!<>]=|\s[<>]\s|\b(?:or|and)\b/.test(outsideOfQuotes(condition))) return undefined;
  return /true/i.test(truth) ? strengthOfExpression(condition) : strengthOfFailure(condition);
}

function hasWildcard(expression: string): boolean {
  return wildcardWithin.test(outsideOfQuotes(expression));
}

function outsideOfQuotes(expression: string): string {
  return expression.replaceAll(/"[^"\\\n]*"|'[^'\\\n]*'|`[^`\\\n]*`/g, '""');
}

/** A plain `assert` judges the expression that it is given. */
function isJudging(matcher: string): boolean {
  return /^(?:(?:debug_|prop_)?assert!?|(?:XCTAssert|assert_?|expect_?|check_?|require_?)?(?:is)?_?True|XCTAssert|ok|(?:boost_)?(?:check|require)|boost_test|TEST_ASSERT)$/i.test(
    matcher,
  );
}

function plainName(name: string): string {
  let plain = name.toLowerCase().replaceAll(/[_!?$]/g, '');
  for (let before = ''; before !== plain; ) {
    before = plain;
    plain = plain.replace(prefixes, '');
  }
  return plain;
}

/** Python's `assert (a == b, "why")`, which always holds. */
function isTuple(expression: string): boolean {
  if (!expression.startsWith('(') || bracketed(expression) !== expression) return false;
  return splitArguments(unwrap(expression)).length > 1;
}

const comparison = /===?|\bis(?! not\b)\b/;

/** Also by a pattern on the left of one `=`, as in Elixir; those in brackets name arguments. */
function compares(expression: string): boolean {
  return comparison.test(expression) || splitArguments(expression, /(?<![!<>=])=(?![=>~])/y).length > 1;
}

/** Of an expression that must hold. */
export function strengthOfExpression(expression: string): Strength {
  if (isConstant(expression) || isTuple(expression)) return 'none';
  const alternatives = splitArguments(expression, /\|\||\bor\b/y);
  if (alternatives.some((each) => isConstant(each) && !/^(?:false|null|nil|none|0)?$/i.test(each))) return 'none';
  if (alternatives.length > 1) return 'weak';
  if (/!=|\bnot\b|^!/.test(expression)) return 'weak';
  const isNear = /(?:isclose|allclose|near)\w*\(/i.test(expression);
  if (isNear || (/approx\w*\(/i.test(expression) && compares(expression))) return 'partial';
  if (compares(expression) || /\b(?:deep_?)?eq(?:ual)?s?\w*[!?]?\(|\.eql\?/i.test(expression)) {
    return hasWildcard(expression) ? 'partial' : 'exact';
  }
  if (/[<>]|\bin\b|=~|contains?|include|match|starts?_?with|ends?_?with|instance|has_?\w*\(/i.test(expression)) {
    return 'partial';
  }
  return 'weak';
}

/** Of an assertion that fails where a condition holds, as in `if got != want { t.Error() }`. */
export function strengthOfFailure(condition: string): Strength {
  if (isConstant(condition)) return 'none';
  if (splitArguments(condition, /&&/y).length > 1) return 'weak';
  if (/!=\s*(?:nil|null|None)\b|==/.test(condition)) return 'weak';
  if (/!=/.test(condition)) return 'exact';
  if (/!\s*[\w.]*(?:Equal|Same)\w*\(/.test(condition)) return 'exact';
  return /!\s*[\w.]*(?:Contains|Has|Match)\w*\(|[<>]/.test(condition) ? 'partial' : 'weak';
}

/** Whether nothing of an expression depends on the code: literals, operators and brackets only. */
export function isConstant(expression: string): boolean {
  const rest = expression
    .replaceAll(/"[^"\\\n]*"|'[^'\\\n]*'|`[^`\\$\n]*`/g, '')
    .replaceAll(/\b(?:true|false|null|nil|none|undefined|not|and|or|\d[\w.]*)\b/gi, '');
  return !/[\p{L}_$@"'`\\]/u.test(rest);
}
