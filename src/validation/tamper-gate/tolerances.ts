/** In characters, before a number: what is further away is another statement. */
const reach = 240;

/** A larger number of these is looser, or a smaller one of `digits`. */
const named =
  /timeout|toleran|delta|epsilon|^eps$|^[ra]tol$|(?:^|_)tol$|^abs$|^rel$|accuracy|retr(?:y|ies)|deadline|^within$|places|precision|digits|^decimal$|margin|^(?:plan|assertions)$/i;
/** Calls that are given nothing before it. */
const first =
  /timeout|toleran|^(?:with)?(?:delta|epsilon|precision)$|retr(?:y|ies)|deadline|^(?:be_?)?within\w*$|^offset$|margin$|^byLessThan$|^(?:plan|assertions)$|_WITHIN$/i;
/** Calls that are given what is expected alone before it. */
const second =
  /^(?:toBeCloseTo|approx|(?:be_?)?(?:is)?close_?to|(?:be_?)?approximately|Within(?:Abs|Rel|ULP)|plusOrMinus)$/i;
/** Calls that are given what is expected and what came out before it. */
const third =
  /^(?:assert(?:Array)?Equals|AreEqual|assertEqualsWithDelta|assert_in_(?:delta|epsilon)|assert(?:Not)?AlmostEquals?|assert_(?:array_)?almost_equal|assert_approx_equal|is_?close|(?:assert_)?all_?close|assert_approx_eq!?|InDelta\w*|InEpsilon\w*|(?:EXPECT|ASSERT)_NEAR|\w+_CLOSE(?:_FRACTION)?|\w*DOUBLES_EQUAL)$/;
/** Where what is expected is a plain number, of xunit. */
const xunit = /^Assert\.(?:Not)?Equal$/;
/** What may stand before the values: the test itself, of testify, or a message, of JUnit 4. */
const leading = /^\s*(?:[a-z]\w{0,2}|\w+\.T\(\)|"[^"\n]*")\s*,/;

/** How far apart two values may be, by hand; and how far they must be for the test to fail. */
const distance =
  /\babs\b[^<>\n]{0,120}(?:<=?\s*|\)\s*\.\s*(?:toBeLessThan|to\.be\.(?:below|lessThan|at\.most)|isLessThan)\w*\(\s*)$|\bassertLess\w*\([^\n]{0,40}\babs\b[^<>\n]{0,120},\s*$/i;
const failingDistance = /\bif\b[^\n]{0,40}\babs\b[^<>\n]{0,120}>=?\s*$/i;

/**
 * What a number that begins at `start` is given as, where that is a tolerance, a time limit or a number of assertions: a
 * name beside it, the call that it is an argument of, or how far two values may be apart.
 */
export function toleranceAt(text: string, start: number): string | undefined {
  const before = text.slice(Math.max(0, start - reach), start);
  const name = /([\p{L}\p{N}_$]{1,40})["']?\s*(?:[:=]|=>)\s*$/u.exec(before)?.[1];
  if (name !== undefined) return named.test(name) ? name : undefined;
  if (/^[\w.]+\s*,?\s*\)/.test(text.slice(start, start + 40)) && /\}\s*,\s*$/.test(before)) return 'timeout';
  if (distance.test(before) || failingDistance.test(before)) return 'distance';
  const call = callAround(before);
  if (call === undefined) return undefined;
  const { callee, position, shift } = call;
  const last = /[\p{L}\p{N}_$]+!?$/u.exec(callee)?.[0] ?? '';
  if (xunit.test(callee))
    return position < 2 ? undefined : /^\d+\b(?!\.)/.test(text.slice(start, start + 20)) ? 'precision' : last;
  const least = third.test(last) ? 2 + shift : second.test(last) ? 1 : first.test(last) ? 0 : undefined;
  if (least === undefined || position < least) return undefined;
  return least > 0 || position === 0 ? last : undefined;
}

interface CallAround {
  readonly callee: string;
  /** How many arguments come before. */
  readonly position: number;
  /** How many of them come before the values. */
  readonly shift: number;
}

/** The call, also one between two values, whose argument comes where a text ends; where no bracket is open, what its line begins with. */
function callAround(before: string): CallAround | undefined {
  const infix = /(\w+)\s+$/.exec(before.slice(-40))?.[1];
  if (infix !== undefined && second.test(infix)) return { callee: infix, position: 1, shift: 0 };
  let depth = 0;
  let position = 0;
  for (let at = before.length - 1; at >= 0; at -= 1) {
    const character = before.charAt(at);
    if ('"\'`'.includes(character)) {
      at = before.lastIndexOf(character, at - 1);
      if (at === -1) return undefined;
    } else if (')]}'.includes(character)) depth += 1;
    else if ('([{'.includes(character)) depth -= 1;
    else if (character === ',' && depth === 0) position += 1;
    else if (depth === 0 && ';\n'.includes(character) && !/[,(]\s*$/.test(before.slice(0, at))) {
      return bareCall(before.slice(at + 1), position);
    }
    if (depth < 0) {
      const callee = /[\p{L}\p{N}_$.:>-]*[\p{L}\p{N}_$]!?\s*$/u.exec(before.slice(0, at))?.[0].trim();
      if (character !== '(' || callee === undefined) return undefined;
      return { callee, position, shift: Number(leading.test(before.slice(at + 1))) };
    }
  }
  return bareCall(before, position);
}

/** `assert_in_delta 0.5, rate, 0.01` */
function bareCall(line: string, position: number): CallAround | undefined {
  const callee = /^\s*([a-z]\w*)\s+(?![=.,)])/.exec(line)?.[1];
  return callee === undefined ? undefined : { callee, position, shift: 0 };
}

/** Of these, a smaller number is looser. */
const digits = /places|^precision$|digits|decimal|toBeCloseTo|almost|^(?:plan|assertions)$/i;

/** Whether `value` lets more pass than every one of `old`. */
export function isLooser(label: string, value: number, old: readonly number[]): boolean {
  return digits.test(label) ? value < Math.min(...old) : value > Math.max(...old);
}

/** What holds where nothing is given, of calls that have a tolerance of their own: https://docs.pytest.org, https://vitest.dev, https://docs.python.org. */
export function toleranceByDefault(label: string): number | undefined {
  if (/^toBeCloseTo$/i.test(label)) return 2;
  if (/places|almost/i.test(label)) return 7;
  return /^(?:abs|rel|[ra]tol|(?:abs|rel)_tol|approx|is_?close|(?:assert_)?all_?close)$/i.test(label)
    ? 1e-6
    : undefined;
}
