import type { Node } from 'web-tree-sitter';
import { type Building, building, finish } from './building-unit.ts';
import { isBlock, isCondition, isLeaving } from './control-flow.ts';
import { isLoop } from './over-nothing.ts';
import { createReach } from './reach.ts';
import { headAssertion, readAssertion } from './read-assertion.ts';
import { readCall } from './read-call.ts';
import { readLiteral } from './read-literal.ts';
import { readMock } from './read-mock.ts';
import type { FileTests, Literal, Mark, Mock, Suppression } from './read-unit.ts';
import { readSuppression } from './suppressions.ts';
import type { TestRules } from './test-rules.ts';

/** A test or a group whose end the walk has not reached. */
interface Open {
  readonly end: number;
  readonly unit: Building | undefined;
  readonly name: string;
  readonly skip: Mark | undefined;
  readonly only: Mark | undefined;
  readonly uncollected: boolean;
}

interface Attribute {
  readonly text: string;
  readonly line: number;
  readonly endLine: number;
}

/** Of one test; what is beyond is data. */
const most = { units: 20_000, assertions: 5_000, literals: 20_000, functions: 50, attributes: 200, head: 2_000 };

const retryingHead =
  /@\w*Retry(?!able)\w*|@RepeatedIf\w*|\bRetry\s*\(|\bmark\.flaky\b|@flaky\b|\b(?:retry|retries|reruns)\s*[:=]>?\s*[1-9]|\b(?:retry|retries):\s*\{/;
const retryingCall = /(?:^|\.)(?:retryTimes|retries)\(\s*[1-9]/;

/** Walks the tree once, in the order of the text, and keeps what is open around each node. */
export function readTree(root: Node, text: string, rules: TestRules, hasTests: boolean): FileTests {
  const file = building('file', '', '', 1, root.endPosition.row + 1, 0, text.length);
  const units = [file];
  const stack: Open[] = [];
  const suppressions: Suppression[] = [];
  const mocks: Mock[] = [];
  const reach = createReach(text, rules);
  const above: (Node | undefined)[] = [];
  let attributes: Attribute[] = [];
  let attributeEnd = -1;
  let importEnd = -1;
  let messageEnd = -1;
  let pendingLiterals: Literal[] = [];
  const interesting = typesOf(rules);

  const visit = (node: Node) => {
    while (stack.length > 0 && (stack.at(-1)?.end ?? 0) <= node.startIndex) stack.pop();
    if (rules.comments.has(node.type)) {
      const found = readSuppression(node, text);
      if (found) suppressions.push(found);
    }
    if (rules.attributes?.has(node.type)) {
      const [line, endLine] = [node.startPosition.row + 1, node.endPosition.row + 1];
      const last = attributes.at(-1);
      // What no line touches belongs to something else.
      if (last && last.endLine < line - 1) attributes = [];
      if (attributes.length >= most.attributes) attributes.shift();
      attributes.push({ text: text.slice(node.startIndex, node.endIndex), line, endLine });
      attributeEnd = node.endIndex;
      const found = readSuppression(node, text);
      if (found && !rules.comments.has(node.type)) suppressions.push(found);
    }
    const unit = stack.at(-1)?.unit ?? file;
    if (rules.imports?.has(node.type)) importEnd = node.endIndex;
    if (rules.skipFile && (rules.comments.has(node.type) || rules.attributes?.has(node.type))) {
      const written = text.slice(node.startIndex, node.endIndex).slice(0, 200);
      if (rules.skipFile.test(written)) unit.skip ??= { line: node.startPosition.row + 1, text: written };
    }
    reach.see(node, above);
    if (hasTests && rules.definitions.has(node.type) && node.startIndex >= attributeEnd) define(node);
    if (unit.kind === 'test' && rules.namedFunctions?.has(node.type) && unit.functions.length < most.functions) {
      const name = rules.namedFunction?.(node);
      if (name) unit.functions.push({ name, from: node.startIndex, until: node.endIndex });
    }
    const within = stack.at(-1)?.unit ?? file;
    const isAttribute = node.startIndex < attributeEnd;
    const isValue = node.startIndex >= Math.max(importEnd, messageEnd) && rules.isProse?.(node) !== true;
    if (rules.literals.has(node.type) && isValue && within.literals.length < most.literals) {
      const literal = readLiteral(node, text);
      if (literal) (isAttribute ? pendingLiterals : within.literals).push(literal);
    }
    const call = rules.calls.has(node.type) ? readCall(node, text, rules) : undefined;
    const mark = { line: node.startPosition.row + 1, text: text.slice(node.startIndex, node.endIndex).slice(0, 200) };
    const target = readMock(node, call, text, rules);
    if (target !== undefined) mocks.push({ ...mark, target });
    if (isAttribute) return;
    if (call) {
      // What a failure says is no value that it is judged by.
      if (rules.failsWhen?.(call, above) !== undefined) messageEnd = node.endIndex;
      reach.seeCall(node, call);
      if (call.isPlain) within.calls.add(call.name);
      if (rules.skipCall?.test(call.head)) within.skip ??= mark;
      if (retryingCall.test(call.head)) within.retried ??= mark;
    }
    const found = readAssertion(node, above, call, text, rules);
    if (found && within.assertions.length < most.assertions) {
      const start = node.startIndex;
      const own = rules.failsWhen && above.slice(-6).findLast((each) => each?.type === 'if_statement');
      const state = reach.stateOf(found, start);
      const guarded = reach.isGuarded(start, own);
      within.assertions.push({ start, found: { ...found, state, guarded } });
    }
  };

  const define = (node: Node) => {
    const around = stack.at(-1);
    const outside = around?.unit?.kind ?? 'file';
    // A function that tests share may hold whole tests, where these are calls.
    if (outside === 'test' || (outside === 'helper' && !rules.calls.has(node.type))) return;
    const nearest = attributes.at(-1)?.endLine ?? 0;
    const belonging = nearest >= node.startPosition.row ? attributes : [];
    const bodyOf = node.childForFieldName('body');
    const ownHead = text.slice(
      node.startIndex,
      Math.min(bodyOf?.startIndex ?? node.endIndex, node.startIndex + most.head),
    );
    const definition = rules.define(node, [...belonging.map((each) => each.text.slice(0, 65_536)), ownHead].join('\n'));
    if (definition === undefined) {
      if (!rules.calls.has(node.type)) attributes = [];
      return;
    }
    attributes = [];
    const bodyStart = definition.body?.startIndex ?? bodyOf?.startIndex ?? node.endIndex;
    const own = text.slice(node.startIndex, Math.min(bodyStart, node.startIndex + most.head));
    const head = [...belonging.map((each) => each.text.slice(0, most.head)), own].join('\n');
    const line = node.startPosition.row + 1;
    const mark: Mark = { line: belonging[0]?.line ?? line, text: head.trim().slice(0, 400) };
    const marks = rules.skipHead ? [...head.matchAll(new RegExp(rules.skipHead, 'gm'))].length : 0;
    const skip = definition.pending || marks > 0 ? { ...mark, marks } : around?.skip;
    const only = rules.onlyHead?.test(head) ? mark : around?.only;
    const name = [around?.name, definition.title].filter(Boolean).join(' › ');
    const { kind, rows } = definition;
    let made: Building | undefined;
    // A macro and the block behind it are two statements.
    const end = Math.max(node.endIndex, definition.body?.endIndex ?? 0);
    const endLine = (end > node.endIndex ? (definition.body ?? node) : node).endPosition.row + 1;
    if (kind !== 'group' && units.length < most.units) {
      const from = mark.line;
      made = building(kind, name, definition.title, from, endLine, node.startIndex, end, rows);
      made.skip = skip;
      made.only = only;
      made.conditional = reach.beginTest(node);
      made.uncollected = (definition.uncollected ?? around?.uncollected) === true;
      if (retryingHead.test(head)) made.retried = mark;
      const expected = rules.headAssertion?.exec(head)?.[0];
      if (expected) made.assertions.push({ start: node.startIndex, found: headAssertion(expected, line) });
      made.literals.push(...pendingLiterals);
      units.push(made);
    }
    pendingLiterals = [];
    const uncollected = definition.uncollected ?? around?.uncollected ?? false;
    stack.push({ end, unit: made, name, skip, only, uncollected });
  };

  const cursor = root.walk();
  try {
    for (;;) {
      const type = cursor.nodeType;
      const isWanted = cursor.nodeIsNamed && interesting(type);
      const node = isWanted || isBlock.test(type) ? cursor.currentNode : undefined;
      if (node && isWanted) visit(node);
      if (cursor.gotoFirstChild()) {
        // Asking a node for its parent searches from the root.
        above.push(node);
        continue;
      }
      while (!cursor.gotoNextSibling()) {
        above.pop();
        if (!cursor.gotoParent()) {
          markUnmade(units, text, rules);
          markSkipped(units, text, rules);
          return {
            units: units.map((unit) => finish(unit, text, rules)),
            suppressions,
            mocks,
            hasErrors: root.hasError,
          };
        }
      }
    }
  } finally {
    cursor.delete();
  }
}

/** Tests that a later statement takes away. */
function markUnmade(units: readonly Building[], text: string, { unmaking }: TestRules): void {
  if (unmaking === undefined) return;
  for (const { index, 1: names = '' } of text.matchAll(unmaking)) {
    const unmade = new Set(names.split(/[\s,:]+/));
    for (const unit of units) if (unit.start < index && unmade.has(unit.title)) unit.uncollected = true;
  }
}

/** Tests that a statement beside them skips: all of the file, or of the class that it stands in. */
function markSkipped(units: readonly Building[], text: string, { skipAll }: TestRules): void {
  if (skipAll === undefined) return;
  for (const { index, 0: written } of text.matchAll(skipAll)) {
    const isWithin = /^\s/.test(written);
    const end = isWithin ? text.slice(index).search(/\n\S/) : -1;
    const until = end === -1 ? text.length : index + end;
    const mark = { line: text.slice(0, index).split('\n').length, text: written.trim() };
    for (const unit of units) {
      if (!isWithin || (unit.start > index && unit.start < until)) unit.skip ??= mark;
    }
  }
}

function typesOf(rules: TestRules): (type: string) => boolean {
  const sets = [
    ...[rules.definitions, rules.calls, rules.literals, rules.comments, rules.exits],
    ...[rules.attributes, rules.tries, rules.namedFunctions, rules.chains, rules.imports, rules.assignments].filter(
      (set) => set !== undefined,
    ),
  ];
  const all = new Set([...sets.flatMap((set) => [...set]), ...Object.keys(rules.assertionNodes ?? {})]);
  const known = new Map<string, boolean>();
  const steering = [isLoop, isCondition, isLeaving];
  return (type) => {
    const found =
      known.get(type) ??
      (all.has(type) || type === 'while_statement' || steering.some((pattern) => pattern.test(type)));
    known.set(type, found);
    return found;
  };
}
