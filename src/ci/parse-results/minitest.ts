import type { TestFailure } from '../test-report.ts';
import { createClock } from './clock.ts';
import { collectBlocks } from './collect-blocks.ts';
import { collectFailures, keyOf } from './collect-failures.ts';
import { placeOf, readTrace, shortTrace } from './read-trace.ts';
import type { ResultReader } from './result-reader.ts';

/** `  1) Failure:`; Rails writes them as they come, without a number. */
const header = /^(?: {1,4}\d{1,6}\) )?(Failure|Error|Skipped):$/;
const title = /^(\S.{0,1000}#\S.*?)(?: \[(?:\.\/)?([^\s\]]{1,400}):(\d{1,7})\])?:$/;
const summary = /^(\d{1,9}) runs?, \d{1,9} assertions?, (\d{1,9}) failures?, (\d{1,9}) errors?, (\d{1,9}) skips?/;
const finished = /^Finished in (\d[\d.]{0,20}s)/;
const uncaught =
  /^(?:\.\/)?([^\s:]{1,400}\.rb):(\d{1,7}):in .{1,400}?: (.{1,2000}) \(([A-Z]\w{1,100}(?:::\w{1,100}){0,5})\)$/;

export const minitestSign =
  /^(?:\d{1,9} runs?, \d{1,9} assertions?, |(?: {1,4}\d{1,6}\) )?(?:Failure|Error|Skipped):$|Finished in \d)/;
export const minitestInside = /\.rb:\d{1,7}:in /;

/** Reads what minitest prints, also under Rails (fixtures: 5.17). */
export function readMinitest(): ResultReader {
  const failures = collectFailures();
  const clock = createClock();
  const counts = { runs: 0, bad: 0, skips: 0, has: false };
  let crash: TestFailure | null = null;
  const blocks = collectBlocks<string>((kind, body) => {
    const failure = kind === 'Skipped' ? null : readFailure(kind, body);
    if (failure !== null && !failures.has(keyOf(failure))) failures.add(failure);
  });
  let lines = 0;
  return {
    get isIdle() {
      return !blocks.isOpen;
    },
    line(line) {
      const kind = header.exec(line)?.[1];
      const [, runs, bad, errors, skips] = summary.exec(line) ?? [];
      const [, file, number, message, type] = uncaught.exec(line) ?? [];
      if (kind !== undefined) {
        blocks.open(kind);
        lines = 0;
      } else if (runs !== undefined) {
        blocks.close();
        counts.has = true;
        counts.runs += Number(runs);
        counts.bad += Number(bad) + Number(errors);
        counts.skips += Number(skips);
      } else if (blocks.isOpen) {
        // A blank line ends a failure, except within the diff of two values, which is indented by nothing.
        if (line === '' && lines > 1) blocks.close();
        else blocks.add(line);
        lines++;
      } else if (file !== undefined && crash === null) {
        crash = { kind: 'collection', name: file, file, line: Number(number), message: `${type}: ${message}` };
      } else clock.add(finished.exec(line)?.[1]);
    },
    end() {
      blocks.close();
      if (!counts.has && failures.count === 0) {
        // Ruby itself ended before any test.
        return crash === null ? null : { format: 'minitest', passed: 0, failed: 1, skipped: 0, failures: [crash] };
      }
      return {
        format: 'minitest',
        passed: Math.max(counts.runs - counts.bad - counts.skips, 0),
        failed: counts.has ? counts.bad : failures.count,
        skipped: counts.skips,
        failures: failures.all(),
        ...clock.read(),
      };
    },
  };
}

function readFailure(kind: string, body: readonly string[]): TestFailure | null {
  const [, name, file, line] = title.exec(body[0] ?? '') ?? [];
  if (name === undefined) return null;
  const { message, frames } = readTrace(body.slice(1).join('\n'));
  return {
    kind: 'failed',
    name: name.replace('#', ' > '),
    message: message || `${kind} without a message.`,
    ...(file === undefined ? placeOf(frames) : { file, line: Number(line) }),
    ...shortTrace(frames),
  };
}
