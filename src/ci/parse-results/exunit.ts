import type { TestFailure } from '../test-report.ts';
import { createClock } from './clock.ts';
import { collectBlocks } from './collect-blocks.ts';
import { collectFailures } from './collect-failures.ts';
import { dedent, placeOf, readTrace, shortTrace } from './read-trace.ts';
import type { ResultReader } from './result-reader.ts';

const header =
  /^ {2}\d{1,6}\) (?:(?:test|doctest|property|feature) (.+) \(([A-Z][\w.]{0,200})\)|([A-Z][\w.]{0,200}): failure on setup_all callback.*)$/;
const declared = /^ {5}([^\s:]{1,400}\.exs?):(\d{1,7})$/;
const summary = /^(?:\d{1,9} (?:doctests?|propert(?:y|ies)|features?|tests?), ){1,4}\d{1,9} failures?/;
const finished = /^Finished in (\d[\d.]{0,20}) seconds/;
const broken = /^== Compilation error in file (\S{1,400}) ==$/;
const compileError = /^\*\* \((\w{1,80}(?:\.\w{1,80}){0,4})\) (?:\S{1,400}?:(\d{1,7})(?::\d{1,7})?: )?(.*)$/;

export const exunitSign =
  /^(?: {2}\d{1,6}\) (?:test|doctest|property|feature|[A-Z])|(?:\d{1,9} (?:doctests?|propert(?:y|ies)|features?|tests?), ){1,4}\d{1,9} failures?|Finished in \d|== Compilation error in file )/;

/** Reads what `mix test` prints (fixtures: 1.14). */
export function readExunit(): ResultReader {
  const failures = collectFailures();
  const clock = createClock();
  const counts = new Map<string, number>();
  const count = (word: string) => counts.get(word) ?? 0;
  let hasSummary = false;
  const blocks = collectBlocks<{ owner: string; test: string | undefined }>((heading, body) =>
    failures.add(readFailure(heading.owner, heading.test, body)),
  );
  const compilation = collectBlocks<string>((file, body) => failures.add(readBroken(file, body)));
  const close = () => {
    blocks.close();
    compilation.close();
  };
  return {
    get isIdle() {
      return !blocks.isOpen && !compilation.isOpen;
    },
    line(line) {
      const [, test, owner, setUp] = header.exec(line) ?? [];
      const file = broken.exec(line)?.[1];
      const seconds = finished.exec(line)?.[1];
      if (owner !== undefined || setUp !== undefined) {
        close();
        blocks.open({ owner: owner ?? setUp ?? '', test });
      } else if (file !== undefined) {
        close();
        compilation.open(file);
      } else if (seconds !== undefined) {
        close();
        clock.add(`${seconds}s`);
      } else if (summary.test(line)) {
        close();
        hasSummary = true;
        for (const [, number, word = ''] of line.matchAll(/(\d{1,9}) ([a-z]{1,20}?)(?=s?\b)/g)) {
          const kind = /^(?:test|doctest|propert|feature)/.test(word) ? 'run' : word;
          counts.set(kind, count(kind) + Number(number));
        }
      } else {
        blocks.add(line);
        compilation.add(line);
      }
    },
    end() {
      close();
      if (!hasSummary && failures.count === 0) return null;
      const notRun = count('skipped') + count('excluded') + count('invalid');
      return {
        format: 'exunit',
        passed: Math.max(count('run') - count('failure') - notRun, 0),
        failed: hasSummary
          ? count('failure') + failures.countOf('collection') + failures.countOf('error')
          : failures.count,
        skipped: count('skipped'),
        failures: failures.all(),
        ...clock.read(),
      };
    },
  };
}

function readFailure(owner: string, test: string | undefined, body: readonly string[]): TestFailure {
  const [, file, line] = declared.exec(body[0] ?? '') ?? [];
  const stack = body.findIndex((text) => text.trim() === 'stacktrace:');
  const { frames } = readTrace(body.slice(stack === -1 ? body.length : stack + 1).join('\n'));
  const message = dedent(body.slice(file === undefined ? 0 : 1, stack === -1 ? body.length : stack).join('\n'));
  return {
    kind: test === undefined ? 'error' : 'failed',
    name: test === undefined ? `${owner} > setup_all` : `${owner} > ${test}`,
    message,
    ...(line === undefined ? {} : { line: Number(line) }),
    ...placeOf(frames, file),
    ...shortTrace(frames),
  };
}

function readBroken(file: string, body: readonly string[]): TestFailure {
  const [, kind, line, message] = body.map((text) => compileError.exec(text)).find((match) => match !== null) ?? [];
  const shown = kind === undefined ? body.join('\n').trim() : `${kind}: ${message}`;
  return {
    kind: 'collection',
    name: file,
    file,
    message: shown,
    ...(line === undefined ? {} : { line: Number(line) }),
  };
}
