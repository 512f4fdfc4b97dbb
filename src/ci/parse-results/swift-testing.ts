import { createClock } from './clock.ts';
import { collectFailures } from './collect-failures.ts';
import type { ResultReader } from './result-reader.ts';

/** Each line begins with a sign, which terminals show in other ways than logs. */
const issue =
  /^[^\w\s]\S{0,2} {1,2}Test (.{1,1000}?) recorded an issue(?: with \d{1,3} arguments? (.{1,1000}?))? at (\S{1,400}\.swift):(\d{1,7}):\d{1,7}: (.+)$/;
const issueWithout =
  /^[^\w\s]\S{0,2} {1,2}Test (.{1,1000}?) recorded an issue(?: with \d{1,3} arguments? (.{1,1000}?))?: (.+)$/;
const outcome =
  /^[^\w\s]\S{0,2} {1,2}Test (?!run |case )(.{1,1000}?) (passed|failed|skipped)\b(?: after (\d[\d.]{0,20}) seconds)?/;
const comment = /^(?:↳|\u{100135}|\S{1,3}) {1,2}(\S.*)$/u;
const runEnd =
  /^[^\w\s]\S{0,2} {1,2}Test run with \d{1,9} tests?.{0,60}? (?:passed|failed) after (\d[\d.]{0,20}) seconds/;

export const swiftTestingSign =
  /^[^\w\s]\S{0,2} {1,2}Test .{0,2000}(?:recorded an issue|passed|failed|skipped|started)/;

interface Issue {
  readonly file?: string;
  readonly line?: number;
  readonly messages: string[];
}

/** Reads what Swift Testing prints (fixtures are written after public logs, not recorded). */
export function readSwiftTesting(): ResultReader {
  const clock = createClock();
  const issues = new Map<string, Issue>();
  const counts = { passed: 0, failed: 0, skipped: 0, has: false };
  let last: Issue | null = null;
  const add = (name: string, message: string, place: { file?: string; line?: number }) => {
    const known = issues.get(name);
    last = known ?? { ...place, messages: [] };
    if (known === undefined && issues.size < 20_000) issues.set(name, last);
    if (last.messages.length < 20) last.messages.push(message);
  };
  return {
    get isIdle() {
      return last === null;
    },
    line(line) {
      const [, test, args, file, number, message] = issue.exec(line) ?? [];
      const [, bareTest, bareArgs, bareMessage] = test === undefined ? (issueWithout.exec(line) ?? []) : [];
      const seconds = runEnd.exec(line)?.[1];
      const [, , state] = outcome.exec(line) ?? [];
      if (test !== undefined && file !== undefined && message !== undefined) {
        add(fullName(test, args), message, { file, line: Number(number) });
      } else if (bareTest !== undefined && bareMessage !== undefined) {
        add(fullName(bareTest, bareArgs), bareMessage, {});
      } else if (seconds !== undefined) {
        counts.has = true;
        clock.add(seconds);
        last = null;
      } else if (state === 'passed' || state === 'failed' || state === 'skipped') {
        counts.has = true;
        counts[state]++;
        last = null;
      } else if (last !== null) {
        // What was said about the issue stands below it, with a sign of its own.
        const said = comment.exec(line)?.[1];
        if (said !== undefined && !said.startsWith('Test ') && !said.startsWith('Suite ')) last.messages.push(said);
        else last = null;
      }
    },
    end() {
      const failures = collectFailures();
      for (const [name, { messages, ...place }] of issues) {
        failures.add({ kind: 'failed', name, message: messages.join('\n'), ...place });
      }
      if (!counts.has && failures.count === 0) return null;
      return {
        format: 'swift testing',
        passed: counts.passed,
        failed: Math.max(counts.failed, failures.count),
        skipped: counts.skipped,
        failures: failures.all(),
        ...clock.read(),
      };
    },
  };
}

function fullName(test: string, args: string | undefined): string {
  const name = test.replace(/^"(.*)"$/, '$1');
  return args === undefined ? name : `${name} [${args}]`;
}
