import type { Node } from 'web-tree-sitter';
import type { Call } from './read-call.ts';
import type { TestRules } from './test-rules.ts';

/** In characters: what is beyond is data. */
const longest = 200;

/** A stand-in by its name: `NewMockCart(…)`, `new FakeCart()`, `MockCart::new()`. */
const named = /(?:^|[\s.:&*])(?:New)?(?:Mock|Fake|Stub)_?([A-Z]\w*?)(?:(?:::|\.)(?:new|default|create))?$/;
const aFunction = /^(?:async\s+)?(?:lambda\b|func\b|function\b|\([^()]*\)\s*=>|\w+\s*=>)/;
const aStandIn =
  /^(?:await\s+)?(?:[\w.]+\.)?(?:(?:Magic|Async|NonCallable)?Mock|create_autospec|fn|createStubInstance|createSpy(?:Obj)?)\s*(?:<[^()]{0,80}>)?\(|^sinon\.(?:stub|fake|mock)\b/;
/** Of JUnit and Spring, before the field that gets the stand-in. */
const annotation = /^@(?:Mock\w*|Spy\w*|RelaxedMockK)\b/;

/** What a node puts a stand-in in the place of, as it is written; undefined where it does not. */
export function readMock(node: Node, call: Call | undefined, text: string, rules: TestRules): string | undefined {
  if (call !== undefined) {
    if (rules.mock?.test(call.callee)) {
      const receiver = call.callee.slice(0, -call.name.length);
      return `${receiver} ${call.argumentText}`.trim().slice(0, longest);
    }
    return named.exec(call.callee)?.[1];
  }
  if (rules.assignments?.has(node.type)) return replacedBy(node, text);
  if (!/annotation$/.test(node.type) || !annotation.test(text.slice(node.startIndex, node.startIndex + 40)))
    return undefined;
  return /^[^;={]*/.exec(text.slice(node.endIndex, node.endIndex + longest))?.[0].trim();
}

/** `cart.total = () => 3` and `cart = MagicMock()` */
function replacedBy(node: Node, text: string): string | undefined {
  const target = node.childForFieldName('left') ?? node.childForFieldName('name');
  const value = node.childForFieldName('right') ?? node.childForFieldName('value');
  if (target === null || value === null) return undefined;
  const name = text.slice(target.startIndex, Math.min(target.endIndex, target.startIndex + longest));
  const given = text.slice(value.startIndex, Math.min(value.endIndex, value.startIndex + longest));
  const isReplaced = aStandIn.test(given) || (/[.\]]/.test(name) && aFunction.test(given));
  return isReplaced ? name : undefined;
}
