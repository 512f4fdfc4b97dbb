import { isDeepStrictEqual } from 'node:util';
import { isMap, isNode, isScalar, isSeq, type Node, parse, parseDocument, type Scalar, type YAMLMap } from 'yaml';
import { firesForOurs } from './branch-filter.ts';

const ignored = "'goat/**'";
const taken = "'!goat/**'";

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * Keeps a workflow's `push` off our branches with the fewest changed lines: everything else of the file stays as it is.
 * @returns the new text; null where its form is not understood, which a person has to change by hand.
 */
export function guardWorkflow(text: string): string | null {
  const document = parseDocument(text);
  if (document.errors.length > 0 || !isMap(document.contents)) return null;
  const on = pairNamed(document.contents, 'on');
  const edit = on && editOf(text, on);
  if (!edit) return null;
  const lines = text.includes('\r\n') ? edit.text.replaceAll('\n', '\r\n') : edit.text;
  const guarded = text.slice(0, edit.from) + lines + text.slice(edit.to);
  return isGuarded(text, guarded) ? guarded : null;
}

/** Whether only the filter of `push` is new, and holds. */
function isGuarded(before: string, after: string): boolean {
  const [old, guarded]: unknown[] = [before, after].map((text) => parse(text));
  if (!isRecord(old) || !isRecord(guarded) || !isRecord(guarded.on)) return false;
  const { on: oldEvents, ...oldRest } = old;
  const { on: events, ...rest } = guarded;
  const others = ({ push: _, ...kept }: Record<string, unknown>) => kept;
  const areOthersKept = !isRecord(oldEvents) || isDeepStrictEqual(others(oldEvents), others(events));
  return (
    areOthersKept && isDeepStrictEqual(oldRest, rest) && Object.hasOwn(events, 'push') && !firesForOurs(events.push)
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function editOf(text: string, on: NamedPair): Edit | null {
  const { value } = on;
  if (isMap(value)) {
    const push = pairNamed(value, 'push');
    return push ? editPush(text, push) : null;
  }
  // `on: push` and lists of events become a mapping.
  const range = value?.range;
  const written = range ? text.slice(range[0], range[1]).trimEnd() : '';
  const names = isScalar(value)
    ? [value.value]
    : isSeq(value)
      ? value.items.map((item) => isScalar(item) && item.value)
      : [];
  if (!range || names.some((name) => typeof name !== 'string') || written.includes('#')) return null;
  const events = names.map((name) =>
    name === 'push' ? `\n  push:\n    branches-ignore: [${ignored}]` : `\n  ${name}:`,
  );
  return { from: colonAfter(text, on.key) + 1, to: range[0] + written.length, text: events.join('') };
}

function editPush(text: string, push: NamedPair): Edit | null {
  const { value } = push;
  if (value === null || (isScalar(value) && value.value === null)) {
    const indent = ' '.repeat(columnOf(text, push.key.range?.[0] ?? 0) + 2);
    return insert(colonAfter(text, push.key) + 1, `\n${indent}branches-ignore: [${ignored}]`);
  }
  if (!isMap(value)) return null;
  const branches = pairNamed(value, 'branches')?.value;
  if (branches) return addTo(text, branches, taken);
  const kept = pairNamed(value, 'branches-ignore')?.value;
  if (kept) return addTo(text, kept, ignored);
  const first = value.items[0]?.key;
  const start = isNode(first) ? first.range?.[0] : undefined;
  if (start === undefined) return null;
  const separator = value.flow ? ', ' : `\n${' '.repeat(columnOf(text, start))}`;
  return insert(start, `branches-ignore: [${ignored}]${separator}`);
}

/** Adds a pattern to a list of them, as the list is written. */
function addTo(text: string, list: Node, pattern: string): Edit | null {
  const range = list.range;
  if (!range) return null;
  if (isScalar(list)) return { from: range[0], to: range[1], text: `[${text.slice(range[0], range[1])}, ${pattern}]` };
  const item = isSeq(list) ? list.items.at(-1) : undefined;
  const last = isNode(item) ? item.range : undefined;
  if (!isSeq(list) || !last) return null;
  if (list.flow) return insert(last[1], `, ${pattern}`);
  const dash = text.lastIndexOf('-', last[0] - 1);
  const end = text.slice(last[1]).search(/\r?\n|$/) + last[1];
  return insert(end, `\n${' '.repeat(columnOf(text, dash))}- ${pattern}`);
}

function insert(at: number, text: string): Edit {
  return { from: at, to: at, text };
}

function colonAfter(text: string, key: Node): number {
  return text.indexOf(':', key.range?.[1] ?? 0);
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

interface NamedPair {
  readonly key: Scalar;
  readonly value: Node | null;
}

function pairNamed(map: YAMLMap<unknown, unknown>, name: string): NamedPair | undefined {
  const pair = map.items.find(({ key }) => isScalar(key) && key.value === name);
  return pair && isScalar(pair.key) ? { key: pair.key, value: isNode(pair.value) ? pair.value : null } : undefined;
}
