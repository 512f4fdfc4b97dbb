import type { TestFailure } from '../test-report.ts';
import { createClock } from './clock.ts';
import { collectBlocks } from './collect-blocks.ts';
import { collectFailures } from './collect-failures.ts';
import { placeOf, readTrace, shortTrace } from './read-trace.ts';
import type { ResultReader } from './result-reader.ts';
import { wordCounts } from './word-counts.ts';

const summary = /^ {2}\d{1,9} (passing|pending|failing)\b(?: \((\d[^)]{0,20})\))?/;
const header = /^ {2}(\d{1,6})\) (.*)$/;
/** The title of a test stands below its suites, one more indented than the other, and ends with a colon. */
const titlePart = /^ {7,}(\S.*)$/;
const mostTitleLines = 30;
const crash = /^ ?(?:✖ ERROR:|Exception during run:) (.*)$/;
const hook = /^"(?:before|after) (?:all|each)" hook/;

export const mochaSign =
  /^(?: {2}\d{1,9}(?: (?:passing|failing|pending)\b|\) \S)| ?(?:✖ ERROR:|Exception during run:) )/;

/** Reads the reporters of mocha that end with a list of failures: spec, dot and others (fixtures: 11). */
export function readMocha(): ResultReader {
  const failures = collectFailures();
  const counts = wordCounts();
  const clock = createClock();
  let hasSummary = false;
  let next = 0;
  const blocks = collectBlocks<string>((first, body) => failures.add(readFailure(first, body)));
  const crashes = collectBlocks<string>((first, body) => failures.add(readCrash([first, ...body].join('\n'))));
  return {
    get isIdle() {
      return !blocks.isOpen && !crashes.isOpen;
    },
    line(line) {
      if (!mochaSign.test(line) && !line.startsWith('npm ')) {
        blocks.add(line);
        crashes.add(line);
        return;
      }
      const [, word, time] = summary.exec(line) ?? [];
      const [, number, title] = header.exec(line) ?? [];
      const crashed = crash.exec(line)?.[1];
      if (word !== undefined) {
        blocks.close();
        hasSummary = true;
        counts.add(line);
        clock.add(time);
        next = word === 'failing' ? 1 : 0;
      } else if (next > 0 && Number(number) === next) {
        blocks.open(title ?? '');
        next++;
      } else if (crashed !== undefined) {
        crashes.open(crashed);
      } else if (line.startsWith('npm ')) {
        blocks.close();
        crashes.close();
      } else {
        blocks.add(line);
        crashes.add(line);
      }
    },
    end() {
      blocks.close();
      crashes.close();
      if (!hasSummary && failures.count === 0) return null;
      return {
        format: 'mocha',
        passed: counts.get('passing'),
        failed: failures.countOf('collection') + (counts.has('failing') ? counts.get('failing') : 0),
        skipped: counts.get('pending'),
        failures: failures.all(),
        ...clock.read(),
      };
    },
  };
}

function readFailure(first: string, body: readonly string[]): TestFailure {
  const parts = [first];
  let rest = body;
  while (!parts.at(-1)?.endsWith(':') && parts.length < mostTitleLines) {
    const part = titlePart.exec(rest[0] ?? '')?.[1];
    if (part === undefined) break;
    parts.push(part);
    rest = rest.slice(1);
  }
  const names = parts.map((part, index) => (index === parts.length - 1 ? part.replace(/:$/, '') : part));
  const { message, frames } = readTrace(rest.join('\n'));
  return {
    kind: hook.test(names.at(-1) ?? '') ? 'error' : 'failed',
    name: names.join(' > '),
    message: message.trimStart(),
    ...placeOf(frames),
    ...shortTrace(frames),
  };
}

const brokenFile = /(?:imported from |\[ @)(?:file:\/\/)?([^\s\]]{1,400})/;

/** mocha loads all files before the first test, so one broken file ends the run. */
function readCrash(text: string): TestFailure {
  const { message, frames } = readTrace(text);
  const stated = brokenFile.exec(message)?.[1];
  const place = placeOf(frames, stated);
  return { kind: 'collection', name: place.file ?? 'the test files', message, ...place, ...shortTrace(frames) };
}
