import type { Node } from 'web-tree-sitter';
import { isTaken } from './reach.ts';
import type { Call } from './read-call.ts';
import type { Assertion } from './read-unit.ts';
import { splitArguments } from './split-arguments.ts';
import { isConstant, isWeaker, type Strength, strengthOf, strengthOfFailure } from './strength.ts';
import type { TestRules } from './test-rules.ts';

const longest = 2_000;
const longestChain = 30;

/** What an assertion says; what is around it is found out elsewhere. */
type Unplaced = Omit<Assertion, 'state' | 'guarded'>;

/** An assertion that begins at this node; its state is found out by whoever knows what is around it. */
export function readAssertion(
  node: Node,
  above: readonly (Node | undefined)[],
  call: Call | undefined,
  text: string,
  rules: TestRules,
): Unplaced | undefined {
  const line = node.startPosition.row + 1;
  const slice = (from: number, until: number) => text.slice(from, Math.min(until, from + longest));
  const statement = rules.assertionNodes?.[node.type]?.(node);
  if (statement !== undefined) {
    const whole = slice(node.startIndex, node.endIndex);
    const args = statement === 'assert' ? splitArguments(whole.replace(/^assert\b/, '')) : operandsOf(whole, statement);
    return made(line, whole, statement, args);
  }
  if (call === undefined) return undefined;
  if (rules.chainStart?.test(call.callee)) return chained(node, above, call, text, rules);
  if (!rules.assertion.test(call.callee)) return undefined;
  const whole = slice(node.startIndex, node.endIndex);
  const condition = rules.failsWhen?.(call, above);
  if (condition !== undefined) {
    const cut = condition.slice(0, longest);
    return { ...made(line, cut, call.name, splitArguments(cut, /[!=]=/y)), strength: strengthOfFailure(cut) };
  }
  return made(line, whole, call.name, splitArguments(call.argumentText));
}

/** `a shouldBe b` */
function operandsOf(whole: string, operator: string): string[] {
  const at = whole.indexOf(operator);
  return [whole.slice(0, at).trim(), whole.slice(at + operator.length).trim()];
}

/** `expect(a).not.toBe(b)`: climbs to where the chain ends. */
function chained(
  node: Node,
  above: readonly (Node | undefined)[],
  call: Call,
  text: string,
  rules: TestRules,
): Unplaced | undefined {
  let top = node;
  let inner = node;
  const names: string[] = [];
  let last = '';
  for (let step = 1; step <= longestChain; step += 1) {
    const around = above.at(-step);
    if (around === undefined || around.startIndex !== node.startIndex || !rules.chains?.has(around.type)) break;
    inner = top;
    top = around;
    const list = top.children.find((child) => child !== null && rules.arguments.has(child.type));
    const between = text.slice(inner.endIndex, Math.min(list?.startIndex ?? top.endIndex, inner.endIndex + 80));
    for (const [, name = ''] of between.matchAll(/([\p{L}_][\p{L}\p{N}_]*)/gu)) names.push(name);
    if (list) last = text.slice(list.startIndex, Math.min(list.endIndex, list.startIndex + longest));
  }
  const args = splitArguments(call.argumentText);
  const line = node.startPosition.row + 1;
  const whole = text.slice(node.startIndex, Math.min(top.endIndex, node.startIndex + longest));
  const final = names.at(-1);
  if (final === undefined) {
    // `assertThat(x, is(y))`; without a second argument nothing is said of the subject.
    const matcher = /^[\w.]*?(\w+)\s*(?:\(|$)/.exec(args[1] ?? '')?.[1];
    return matcher === undefined ? undefined : made(line, whole, matcher, args);
  }
  const given = splitArguments(last.trim().replace(/^\(([\s\S]*)\)$/, '$1'));
  if (/^(?:to|not_to|to_not|To|should|should_not|toEventually)$/.test(final) && given.length > 0) {
    const inside = /^(?:\w+\.)*(\w+)[!?]?\s*([\s\S]*)$/.exec(given.join(', '));
    const isNegated = /not/.test(final) ? 'not.' : '';
    return made(line, whole, `${isNegated}${inside?.[1] ?? final}`, [...args, ...splitArguments(inside?.[2] ?? '')]);
  }
  const found = made(line, whole, names.slice(-3).join('.'), [...args, ...given]);
  const isFloating = names.some((name) => /^(?:resolves|rejects)$/.test(name)) && !isTaken(text, node.startIndex);
  return isFloating || names.includes('catch') ? { ...found, strength: 'none' } : found;
}

/** `@Test(expected = Failure.class)` */
export function headAssertion(written: string, line: number): Assertion {
  return { ...made(line, written, 'throws', [written]), state: 'live', guarded: false };
}

function made(line: number, text: string, matcher: string, args: readonly string[]): Unplaced {
  const operands = args.flatMap((arg) => splitArguments(arg, /[!=]==?(?!>)/y)).map(plain);
  const named = operands.filter((operand) => !isConstant(operand));
  const subject = named.reduce((longer, part) => (part.length > longer.length ? part : longer), '');
  const [one, other] = operands.slice(-2);
  const isOfItself = operands.length > 1 && one === other && named.length > 1;
  const strength = strengthOf(matcher, args);
  return { line, text, key: plain(text), strength: isOfItself ? leastOf(strength) : strength, subject, operands };
}

/** Of what is compared with itself: it says that both times come out the same. */
function leastOf(strength: Strength): Strength {
  return isWeaker('weak', strength) ? 'weak' : strength;
}

/** Without what formatters change: white space, kinds of quotes, commas at the end. */
export function plain(text: string): string {
  return text
    .replaceAll(/\s+/g, '')
    .replaceAll(/(?<![\w"'])[uU](?=["'])/g, '')
    .replaceAll(/[`']/g, '"')
    .replaceAll(/,(?=[)\]}])/g, '')
    .replace(/;$/, '');
}
