import type { Node } from 'web-tree-sitter';
import { isBlock, isNever, swallowedIn } from './control-flow.ts';
import { readAssertion } from './read-assertion.ts';
import { readCall } from './read-call.ts';
import { readLiteral } from './read-literal.ts';
import type { Assertion, FileTests, Literal, Mark, Mock, Suppression, TestUnit } from './read-unit.ts';
import { readSuppression } from './suppressions.ts';
import type { TestRules } from './test-rules.ts';

/** A test or a group whose end the walk has not reached. */
interface Open {
  readonly end: number;
  readonly unit: Building | undefined;
  readonly name: string;
  readonly skip: Mark | undefined;
  readonly only: Mark | undefined;
}

interface Building extends Omit<TestUnit, 'skip' | 'only' | 'assertions' | 'literals' | 'calls'> {
  readonly start: number;
  readonly end: number;
  skip: Mark | undefined;
  only: Mark | undefined;
  readonly assertions: { readonly start: number; readonly found: Assertion }[];
  readonly literals: Literal[];
  readonly calls: Set<string>;
  readonly functions: Range[];
}

interface Attribute {
  readonly text: string;
  readonly line: number;
  readonly endLine: number;
}

interface Range {
  readonly from: number;
  readonly until: number;
  readonly name?: string;
}

/** Of one test; what is beyond is data. */
const most = { units: 20_000, assertions: 5_000, literals: 20_000, functions: 50, attributes: 200, head: 2_000 };

/** Walks the tree once, in the order of the text, and keeps what is open around each node. */
export function readTree(root: Node, text: string, rules: TestRules, hasTests: boolean): FileTests {
  const file = building('file', '', '', 1, root.endPosition.row + 1, 0, text.length);
  const units = [file];
  const stack: Open[] = [];
  const suppressions: Suppression[] = [];
  const mocks: Mock[] = [];
  let dead: Range = { from: -1, until: -1 };
  let caught: Range = { from: -1, until: -1 };
  const above: (Node | undefined)[] = [];
  let attributes: Attribute[] = [];
  let attributeEnd = -1;
  let importEnd = -1;
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
    if (rules.exits.has(node.type) && node.startIndex >= dead.until) {
      const block = above.at(-1) ?? above.at(-2);
      if (block && isBlock.test(block.type)) dead = { from: node.endIndex, until: block.endIndex };
    }
    if (/^(?:if|while)/.test(node.type) && node.startIndex >= dead.until && isNever(node)) {
      dead = { from: node.startIndex, until: node.childForFieldName('consequence')?.endIndex ?? node.endIndex };
    }
    if (rules.tries?.has(node.type)) {
      const range = node.startIndex >= caught.until ? swallowedIn(node, text) : undefined;
      if (range) caught = range;
    }
    if (hasTests && rules.definitions.has(node.type) && node.startIndex >= attributeEnd) define(node);
    if (unit.kind === 'test' && rules.namedFunctions?.has(node.type) && unit.functions.length < most.functions) {
      const name = rules.namedFunction?.(node);
      if (name) unit.functions.push({ name, from: node.startIndex, until: node.endIndex });
    }
    const within = stack.at(-1)?.unit ?? file;
    const isAttribute = node.startIndex < attributeEnd;
    if (rules.literals.has(node.type) && node.startIndex >= importEnd && within.literals.length < most.literals) {
      const literal = readLiteral(node, text);
      if (literal) (isAttribute ? pendingLiterals : within.literals).push(literal);
    }
    if (isAttribute) return;
    const call = rules.calls.has(node.type) ? readCall(node, text, rules) : undefined;
    if (call) {
      if (call.isPlain) within.calls.add(call.name);
      const mark = { line: node.startPosition.row + 1, text: text.slice(node.startIndex, node.endIndex).slice(0, 200) };
      if (rules.skipCall?.test(call.head)) {
        within.skip ??= mark;
      }
      if (rules.mock?.test(call.callee)) mocks.push({ ...mark, target: call.argumentText.slice(0, 200) });
    }
    const found = readAssertion(node, above, call, text, rules);
    if (found && within.assertions.length < most.assertions) {
      const start = node.startIndex;
      const isDead = start >= dead.from && start < dead.until;
      const isCaught = start >= caught.from && start < caught.until;
      const state = isDead || found.strength === 'none' ? 'dead' : isCaught ? 'swallowed' : 'live';
      within.assertions.push({ start, found: { ...found, state } });
    }
  };

  const define = (node: Node) => {
    const around = stack.at(-1);
    if (around?.unit !== undefined && around.unit.kind !== 'file') return;
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
    if (kind !== 'group' && units.length < most.units) {
      const from = mark.line;
      made = building(
        kind,
        name,
        definition.title,
        from,
        node.endPosition.row + 1,
        node.startIndex,
        node.endIndex,
        rows,
      );
      made.skip = skip;
      made.only = only;
      made.literals.push(...pendingLiterals);
      units.push(made);
    }
    pendingLiterals = [];
    stack.push({ end: node.endIndex, unit: made, name, skip, only });
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
          return { units: units.map((unit) => finish(unit, text)), suppressions, mocks, hasErrors: root.hasError };
        }
      }
    }
  } finally {
    cursor.delete();
  }
}

function building(
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
  const base = { kind, name, title, line, endLine, start, end, skip: undefined, only: undefined, ...collected };
  return rows === undefined ? base : { ...base, rows };
}

/** Assertions in a function that nothing names are not run. */
function finish(unit: Building, text: string): TestUnit {
  const { kind, name, title, line, endLine, rows, skip, only, calls, functions } = unit;
  const literals = unit.literals.filter(({ value }) => value.slice(1, -1) !== title || title === '');
  const unused = functions.filter((each) => !isNamedOutside(each, text, unit));
  const assertions = unit.assertions.map(({ start, found }) =>
    found.state === 'live' && unused.some(({ from, until }) => start >= from && start < until)
      ? { ...found, state: 'dead' as const }
      : found,
  );
  return {
    ...{ kind, name, title, line, endLine, assertions, literals, calls: [...calls] },
    ...(rows === undefined ? {} : { rows }),
    ...(skip === undefined ? {} : { skip }),
    ...(only === undefined ? {} : { only }),
  };
}

function isNamedOutside({ name = '', from, until }: Range, text: string, unit: Building): boolean {
  const word = /[\p{L}\p{N}_$]/u;
  const own = text.slice(unit.start, unit.end);
  for (let at = own.indexOf(name); at !== -1; at = own.indexOf(name, at + name.length)) {
    const isInside = unit.start + at >= from && unit.start + at < until;
    if (!isInside && !word.test(own.charAt(at - 1)) && !word.test(own.charAt(at + name.length))) return true;
  }
  return false;
}

function typesOf(rules: TestRules): (type: string) => boolean {
  const sets = [
    ...[rules.definitions, rules.calls, rules.literals, rules.comments, rules.exits],
    ...[rules.attributes, rules.tries, rules.namedFunctions, rules.chains].filter((set) => set !== undefined),
  ];
  const all = new Set([...sets.flatMap((set) => [...set]), ...Object.keys(rules.assertionNodes ?? {})]);
  for (const type of ['if_statement', 'if_expression', 'if', 'while_statement']) all.add(type);
  return (type) => all.has(type);
}
