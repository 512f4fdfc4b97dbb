import type { Node } from 'web-tree-sitter';
import { unwrap } from './split-arguments.ts';
import type { TestRules } from './test-rules.ts';

/** In characters: what is beyond is data. */
const longestCallee = 120;
const longestArguments = 2_000;

export interface Call {
  /** All before the arguments and their types, its last 120 characters. */
  readonly callee: string;
  /** The callee's last name. */
  readonly name: string;
  /** Whether nothing stands before the name, or only `self` or `this`. */
  readonly isPlain: boolean;
  readonly argumentText: string;
  /** The callee and how the arguments begin. */
  readonly head: string;
}

export function readCall(node: Node, text: string, rules: TestRules): Call | undefined {
  const list = node.children.find((child) => child !== null && rules.arguments.has(child.type));
  const end = list?.startIndex ?? node.endIndex;
  const written = text.slice(Math.max(node.startIndex, end - longestCallee), end).trim();
  const callee = written.replace(/<[^()]*>$/, '');
  const name = /[\p{L}\p{N}_$]+[!?]?$/u.exec(callee)?.[0];
  if (name === undefined) return undefined;
  const given = list ? text.slice(list.startIndex, Math.min(list.endIndex, list.startIndex + longestArguments)) : '';
  const isPlain = /^(?:(?:self|this|\$this|super|static)(?:\.|->|::))?@?[\p{L}\p{N}_$]+[!?]?$/u.test(callee);
  return { callee, name, isPlain, argumentText: unwrap(given), head: `${callee}(${unwrap(given).slice(0, 200)}` };
}
