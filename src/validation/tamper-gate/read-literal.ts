import { createHash } from 'node:crypto';
import type { Node } from 'web-tree-sitter';
import type { Literal } from './read-unit.ts';

const longest = 200;
const named = /([\p{L}\p{N}_$]{1,40})["']?\s*(?:[:=]|=>|\()\s*$/u;
const given = /([\p{L}\p{N}_$]{1,40})\s*\((?:[^()\n]{0,80},)\s*$/u;

const imported = /\b(?:from|require|require_relative|import)\s*\(?\s*$/;

/** What a larger number, or a smaller one, makes looser. */
export const tolerance =
  /timeout|toleran|delta|epsilon|^eps$|^rtol$|^atol$|^abs$|^rel$|accuracy|retr(?:y|ies)|closeto|almost|approx|deadline|^within$|places|precision|digits|^(?:plan|assertions)$/i;

/** A value in the code, in one form; a number with its name where it is a tolerance, a time limit or a number of assertions. */
export function readLiteral(node: Node, text: string): Literal | undefined {
  if (imported.test(text.slice(Math.max(0, node.startIndex - 30), node.startIndex))) return undefined;
  const value = plainValue(text.slice(node.startIndex, node.endIndex));
  const line = node.startPosition.row + 1;
  // Template and heredoc that hold code, and sentences of messages, are told apart by nothing: all are values.
  if (!/^[-\d.]/.test(value)) return { value, line };
  const before = text.slice(Math.max(0, node.startIndex - 120), node.startIndex);
  const after = text.slice(node.endIndex, node.endIndex + 20);
  const name =
    /\}\s*,\s*$/.test(before) && /^\s*,?\s*\)/.test(after)
      ? 'timeout'
      : (named.exec(before) ?? given.exec(before))?.[1];
  return name !== undefined && tolerance.test(name) ? { value, line, label: name } : { value, line };
}

/** Without what has no part in the value: kinds of quotes, a prefix that is the default, and how far lines stand in. A long one is cut, and marked by a hash of all of it. */
function plainValue(written: string): string {
  if (/^[\d][\d_]*$/.test(written)) return written.replaceAll('_', '');
  if (/^(?:true|false|null|none|nil)$/i.test(written)) return written.toLowerCase();
  const value = dedent(written.replace(/^[uU](?=["'])/, '')).replaceAll(/^[`']|[`']$/g, '"');
  if (value.length <= longest) return value;
  return `${value.slice(0, longest)}… ${createHash('sha256').update(value).digest('hex')}`;
}

/** The lines after the first, without the white space that all of them begin with. */
function dedent(value: string): string {
  const [first = '', ...rest] = value.split('\n');
  const indents = rest.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  const common = indents.reduce((least, indent) => Math.min(least, indent), Number.POSITIVE_INFINITY);
  return rest.length === 0
    ? value
    : [first, ...rest.map((line) => line.slice(Math.min(common, line.length)))].join('\n');
}
