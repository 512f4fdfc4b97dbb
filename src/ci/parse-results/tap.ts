import { createClock } from './clock.ts';
import { collectBlocks } from './collect-blocks.ts';
import { collectFailures } from './collect-failures.ts';
import { createNodeTotals } from './node-test-totals.ts';
import type { ResultReader } from './result-reader.ts';
import { tapFailure } from './tap-failure.ts';

const subtest = /^( *)# Subtest: (.+)$/;
const point = /^( *)(not ok|ok)(?: \d{1,9}\b(?: - | )?| - )(.*)$/;
/** A failure that is expected. */
const excused = / # (?:TODO|SKIP)\b/i;
const bailOut = /^Bail out!(.*)$/;
const linesBefore = 60;

export const tapSign =
  /^(?:TAP version 1[34]|1\.\.\d{1,9}(?: #.*)?$| {0,80}(?:not )?ok (?:\d|- )| {0,80}# |Bail out!| {2}duration_ms: )/;

interface Point {
  readonly path: readonly string[];
  readonly before: readonly string[];
}

/**
 * Reads TAP 13 and 14 of any producer: subtests indented by four, a YAML block or plain lines below a point
 * (fixtures: node, tap, tape, ava, mocha).
 */
export function readTap(): ResultReader {
  const failures = collectFailures();
  const totals = createNodeTotals('#');
  const clock = createClock();
  const suites: string[] = [];
  let comments: string[] = [];
  let isNode = false;
  let hasSubtests = false;
  /** tape names a test in a comment, and its assertions in points. */
  let section: string | null = null;
  let isTap = false;
  let passed = 0;
  let skipped = 0;
  /** The depth of the last point, to tell a test from the point that only sums up its subtests. */
  let last = 0;
  const blocks = collectBlocks<Point>((heading, body) => {
    const failure = tapFailure(heading.path, heading.before, body);
    if (failure !== null) failures.add(failure);
  });

  const readPoint = (indent: string, state: string, rest: string) => {
    blocks.close();
    isTap = true;
    const depth = Math.floor(indent.length / 4);
    const sumsUp = depth < last;
    last = depth;
    const name = unescapeTap(rest.replace(/ # time=\S{1,40}$/, '').replace(/ \{$/, ''));
    const path = [...(section === null || hasSubtests ? suites.slice(0, depth) : [section]), name];
    const before = comments;
    comments = [];
    if (excused.test(rest)) skipped += sumsUp ? 0 : 1;
    else if (state === 'ok') passed += sumsUp ? 0 : 1;
    else if (!sumsUp || isNode) blocks.open({ path, before });
  };

  return {
    get isIdle() {
      return !blocks.isOpen;
    },
    line(line) {
      if (!tapSign.test(line)) return blocks.add(line);
      const opened = subtest.exec(line);
      const [, indent, state, rest] = opened ? [] : (point.exec(line) ?? []);
      const stop = bailOut.exec(line)?.[1];
      if (line === '# Subtest: ' || line.startsWith('  duration_ms: ')) isNode = true;
      if (totals.line(line)) blocks.close();
      else if (opened) {
        blocks.close();
        suites.length = Math.min(suites.length, (opened[1] ?? '').length / 4);
        suites.push(unescapeTap(opened[2] ?? ''));
        hasSubtests = true;
      } else if (indent !== undefined && state !== undefined && rest !== undefined && !isInside(line, blocks.isOpen)) {
        readPoint(indent, state, rest);
      } else if (stop !== undefined) {
        isTap = true;
        blocks.close();
        failures.add({ kind: 'error', name: 'the run was given up', message: stop.trim() || 'TAP gave no reason.' });
      } else {
        if (line.startsWith('# ')) {
          blocks.close();
          section = unescapeTap(line.slice(2));
          comments = [...comments, unescapeTap(line.slice(2))].slice(-linesBefore);
        }
        blocks.add(line);
      }
    },
    end() {
      blocks.close();
      if (!isTap && failures.count === 0) return null;
      clock.add(totals.duration);
      const counts = isNode && totals.has ? totals.read(failures.count) : { passed, failed: failures.count, skipped };
      return { format: isNode ? 'node-test' : 'tap', ...counts, failures: failures.all(), ...clock.read() };
    },
  };
}

/** Within a YAML block a line may begin with `ok`, as part of what the test says. */
function isInside(line: string, isOpen: boolean): boolean {
  return isOpen && !/^ *(?:not )?ok \d/.test(line);
}

/** Undoes TAP's escapes of `#` and `\\`. */
function unescapeTap(text: string): string {
  return text.replace(/\\([#\\])/g, '$1');
}
