import type { Node } from 'web-tree-sitter';
import type { Literal } from './read-unit.ts';

const longest = 200;
const named = /([\p{L}\p{N}_$]{1,40})["']?\s*(?:[:=]|=>|\()\s*$/u;
const given = /([\p{L}\p{N}_$]{1,40})\s*\((?:[^()\n]{0,80},)\s*$/u;

const imported = /\b(?:from|require|require_relative|import)\s*\(?\s*$/;

/** What a larger number, or a smaller one, makes looser. */
export const tolerance =
  /timeout|toleran|delta|epsilon|^eps$|^rtol$|^atol$|^abs$|^rel$|accuracy|retr(?:y|ies)|closeto|almost|approx|deadline|^within$|places|precision|digits/i;

/** A value in the code, as it is written; a number with its name where it is a tolerance or a time limit. */
export function readLiteral(node: Node, text: string): Literal | undefined {
  if (imported.test(text.slice(Math.max(0, node.startIndex - 30), node.startIndex))) return undefined;
  const value = text.slice(node.startIndex, Math.min(node.endIndex, node.startIndex + longest));
  const line = node.startPosition.row + 1;
  // Template and heredoc that hold code, and sentences of messages, are told apart by nothing: all are values.
  if (!/^[-\d.]/.test(value)) return { value: value.replaceAll(/^[`']|[`']$/g, '"'), line };
  const before = text.slice(Math.max(0, node.startIndex - 120), node.startIndex);
  const after = text.slice(node.endIndex, node.endIndex + 20);
  const name =
    /\}\s*,\s*$/.test(before) && /^\s*,?\s*\)/.test(after)
      ? 'timeout'
      : (named.exec(before) ?? given.exec(before))?.[1];
  return name !== undefined && tolerance.test(name) ? { value, line, label: name } : { value, line };
}
