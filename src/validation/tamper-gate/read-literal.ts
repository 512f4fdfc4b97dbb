import { createHash } from 'node:crypto';
import type { Node } from 'web-tree-sitter';
import type { Literal } from './read-unit.ts';
import { toleranceAt } from './tolerances.ts';

const longest = 200;

const imported = /\b(?:from|require|require_relative|import)\s*\(?\s*$/;

/** A value in the code, in one form; a number with its name where it is a tolerance, a time limit or a number of assertions. */
export function readLiteral(node: Node, text: string): Literal | undefined {
  if (imported.test(text.slice(Math.max(0, node.startIndex - 30), node.startIndex))) return undefined;
  const value = plainValue(text.slice(node.startIndex, node.endIndex));
  const line = node.startPosition.row + 1;
  // Template and heredoc that hold code, and sentences of messages, are told apart by nothing: all are values.
  const label = /^[-\d.]/.test(value) ? toleranceAt(text, node.startIndex) : undefined;
  return label === undefined ? { value, line } : { value, line, label };
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
