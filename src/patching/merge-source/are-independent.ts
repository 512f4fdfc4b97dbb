import type { SourceNode } from './source-tree.ts';

const assignments =
  /^(?:lexical_declaration|(?:local_)?variable_declaration|local_declaration_statement|short_var_declaration|var_declaration|let_declaration|property_declaration|va[lr]_definition|declaration|variable_assignment|assignment(?:_expression|_statement)?)$/;
/** Up to the first `=` that is no part of another sign. */
const target = /^[^=!]*?(?:(?<![-+*/%|&^:<>])=|:=)(?![=>~])/;
const called = /([\p{L}\p{N}_]+)\s*\(/gu;
const words = /[\p{L}\p{N}_]+/gu;

/**
 * Whether the statements that two sides added may stand in any order: all declare or assign something, no two the same
 * thing, none reads what the other side's give a value, and no two call a function of one name.
 */
export function areIndependent(left: readonly SourceNode[], right: readonly SourceNode[]): boolean {
  const [ours, theirs] = [left, right].map((nodes) => nodes.filter(({ type }) => !/comment/.test(type)).map(read));
  if (!ours?.length || !theirs?.length) return false;
  return ours.every((one) => theirs.every((other) => one !== undefined && other !== undefined && mayTurn(one, other)));
}

interface Assignment {
  readonly target: ReadonlySet<string>;
  readonly value: ReadonlySet<string>;
  readonly calls: ReadonlySet<string>;
}

function read(node: SourceNode): Assignment | undefined {
  const inner = node.type === 'expression_statement' ? node.children[0] : node;
  if (!inner || !assignments.test(inner.type)) return undefined;
  const before = target.exec(inner.text)?.[0];
  if (before === undefined) return undefined;
  const value = inner.text.slice(before.length);
  return {
    target: new Set(before.match(words)),
    value: new Set(value.match(words)),
    calls: new Set([...value.matchAll(called)].map(([, name = '']) => name)),
  };
}

/** What both targets have alike is a type, a keyword, or the thing of which they set a part. */
function mayTurn(one: Assignment, other: Assignment): boolean {
  const [ours, theirs] = [except(one.target, other.target), except(other.target, one.target)];
  if (ours.length === 0 || theirs.length === 0) return false;
  if (ours.some((name) => other.value.has(name)) || theirs.some((name) => one.value.has(name))) return false;
  return except(one.calls, other.calls).length === one.calls.size;
}

const except = (some: ReadonlySet<string>, others: ReadonlySet<string>) =>
  [...some].filter((each) => !others.has(each));
