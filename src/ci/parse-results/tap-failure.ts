import type { TestFailure } from '../test-report.ts';
import { nodeTestFailure } from './node-test-failure.ts';
import { dedent, placeOf, readTrace, shortTrace } from './read-trace.ts';

/**
 * What stands below a failing point, as a failure; null where it only sums up the failures of its subtests.
 * @param before the comments before the point, where node puts what the process wrote.
 */
export function tapFailure(
  path: readonly string[],
  before: readonly string[],
  body: readonly string[],
): TestFailure | null {
  const start = body.findIndex((line) => line.trim() === '---');
  if (start === -1) return fromText(path, body);
  const end = body.findIndex((line, index) => index > start && line.trim() === '...');
  const fields = readFields(dedent(withinMargin(body.slice(start + 1, end === -1 ? body.length : end)).join('\n')));
  const failureType = fields.get('failureType');
  if (failureType === 'subtestsFailed') return null;
  return failureType === undefined ? fromFields(path, fields) : fromNode(path, fields, before);
}

/** A cut log may lack the end of the block: then a line outside of its margin is the end. */
function withinMargin(lines: readonly string[]): readonly string[] {
  const [first = ''] = lines;
  const margin = first.slice(0, first.length - first.trimStart().length);
  const end = lines.findIndex((line) => line !== '' && !line.startsWith(margin));
  return end === -1 ? lines : lines.slice(0, end);
}

function fromNode(
  path: readonly string[],
  fields: ReadonlyMap<string, string>,
  before: readonly string[],
): TestFailure {
  const type = fields.get('name');
  const error = fields.get('error') ?? '';
  const stack = fields.get('stack') ?? '';
  const text = `${type === undefined ? '' : `${type}: `}${error}\n${stack}`;
  return nodeTestFailure({ path, location: fields.get('location') ?? '', text, before });
}

/** tap, tape and ava: the message, the values, and the stack or the place. */
function fromFields(path: readonly string[], fields: ReadonlyMap<string, string>): TestFailure {
  const get = (name: string) => fields.get(name);
  const { message: stated, frames } = readTrace((get('stack') ?? '').split('\n').map(asFrame).join('\n'));
  const place = readPlace(get('at') ?? '');
  const said = [get('message') || get('error'), get('details'), get('diff')].filter(
    (part) => part !== undefined && part !== '',
  );
  const values = ['operator', 'expected', 'actual'].flatMap((name) =>
    get(name) === undefined ? [] : [`${name}: ${get(name)}`],
  );
  const message = [...said, ...values].join('\n') || stated || path.at(-1) || '';
  const expected = get('expected');
  const actual = get('actual');
  return {
    kind: 'failed',
    name: path.join(' > '),
    message,
    ...(frames.length === 0 ? place : placeOf(frames)),
    ...shortTrace(frames),
    ...(expected === undefined || actual === undefined ? {} : { expected, actual }),
  };
}

/** tap leaves the `at` of its frames out. */
function asFrame(line: string): string {
  return /^\S/.test(line) && /:\d{1,7}:\d{1,7}\)?$/.test(line) && !line.startsWith('at ') ? `at ${line}` : line;
}

function readPlace(at: string): { file?: string; line?: number } {
  const name = /^ *fileName: (.+)$/m.exec(at)?.[1];
  const number = /^ *lineNumber: (\d{1,7})$/m.exec(at)?.[1];
  if (name !== undefined) return { file: name, ...(number === undefined ? {} : { line: Number(number) }) };
  return placeOf(readTrace(`at ${at.replace(/\s+/g, ' ')}`).frames);
}

/** mocha writes plain text below a point. */
function fromText(path: readonly string[], body: readonly string[]): TestFailure {
  const { message, frames } = readTrace(body.filter((line) => line === '' || line.startsWith('  ')).join('\n'));
  return {
    kind: 'failed',
    name: path.join(' > '),
    message: message || 'TAP gave no reason.',
    ...placeOf(frames),
    ...shortTrace(frames),
  };
}

const field = /^([A-Za-z_]{1,40}):(?: (.*))?$/;

/** The fields of a YAML block, block text without its indent. */
function readFields(yaml: string): Map<string, string> {
  const fields = new Map<string, string>();
  let name = '';
  let block: string[] = [];
  const finish = () => {
    if (block.length > 0) fields.set(name, dedent(block.join('\n')));
    block = [];
  };
  for (const line of yaml.split('\n')) {
    const [, key, value = ''] = field.exec(line) ?? [];
    if (key === undefined) block.push(line);
    else {
      finish();
      name = key;
      if (!/^[|>][-+]?\d?[-+]?$/.test(value)) fields.set(name, unquote(value));
    }
  }
  finish();
  return fields;
}

/** Undoes YAML's single quotes. */
function unquote(value: string): string {
  const text = value.trim();
  return text.length > 1 && text.startsWith("'") && text.endsWith("'") ? text.slice(1, -1).replaceAll("''", "'") : text;
}
