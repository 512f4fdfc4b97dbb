import type { TestFailure } from '../test-report.ts';
import { nodeTestFailure } from './node-test-failure.ts';
import { dedent } from './read-trace.ts';

const subtest = /^( *)# Subtest: (.+)$/;
const point = /^( *)(not ok|ok) \d{1,9} - (.+)$/;
/** A failure that is expected, or that only repeats those of its subtests. */
const excused = / # (?:TODO|SKIP)\b/i;

/** Reads the points of TAP 13 as node writes it: subtests indented by four, a YAML block below each point. */
export function readTapFailures(lines: readonly string[]): TestFailure[] {
  const failures: TestFailure[] = [];
  const suites: string[] = [];
  let comments: string[] = [];
  for (const [index, line] of lines.entries()) {
    const opened = subtest.exec(line);
    const [, indent, state, name] = point.exec(line) ?? [];
    if (opened) {
      suites.length = Math.min(suites.length, (opened[1] ?? '').length / 4);
      suites.push(unescapeTap(opened[2] ?? ''));
    } else if (indent !== undefined && name !== undefined) {
      const fields = state === 'not ok' && !excused.test(line) ? readFields(lines, index + 1, indent.length + 2) : null;
      if (fields !== null && fields.get('failureType') !== 'subtestsFailed') {
        const path = [...suites.slice(0, indent.length / 4), unescapeTap(name)];
        failures.push(fromFields(path, fields, comments));
      }
      comments = [];
    } else if (line.startsWith('# ')) {
      comments.push(unescapeTap(line.slice(2)));
    }
  }
  return failures;
}

function fromFields(
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

const field = /^([A-Za-z_]{1,40}):(?: (.*))?$/;

/** The fields of the YAML block that starts at a line, block text without its indent. */
function readFields(lines: readonly string[], start: number, indent: number): Map<string, string> {
  const fields = new Map<string, string>();
  if (lines[start]?.trim() !== '---') return fields;
  const margin = ' '.repeat(indent);
  let name = '';
  let block: string[] = [];
  const finish = () => {
    if (block.length > 0) fields.set(name, dedent(block.join('\n')));
    block = [];
  };
  for (let index = start + 1; index < lines.length; index++) {
    const line = lines[index] ?? '';
    const inner = line.slice(indent);
    // A cut log may lack the end of the block: then a line outside of the margin is the end.
    if (inner === '...' || (line !== '' && !line.startsWith(margin))) break;
    const [, key, value = ''] = field.exec(inner) ?? [];
    if (key === undefined) {
      block.push(inner);
    } else {
      finish();
      name = key;
      if (!value.startsWith('|')) fields.set(name, unquote(value));
    }
  }
  finish();
  return fields;
}

/** Undoes YAML's single quotes. */
function unquote(value: string): string {
  return value.length > 1 && value.startsWith("'") && value.endsWith("'")
    ? value.slice(1, -1).replaceAll("''", "'")
    : value;
}

/** Undoes TAP's escapes of `#` and `\`. */
function unescapeTap(text: string): string {
  return text.replace(/\\([#\\])/g, '$1');
}
