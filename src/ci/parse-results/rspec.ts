import type { TestFailure } from '../test-report.ts';
import { createClock } from './clock.ts';
import { collectBlocks } from './collect-blocks.ts';
import { collectFailures } from './collect-failures.ts';
import { dedent, placeOf, readTrace, shortTrace } from './read-trace.ts';
import type { ResultReader } from './result-reader.ts';

const header = /^ {2}\d{1,6}\) (\S.*)$/;
const summary =
  /^(\d{1,9}) examples?, (\d{1,9}) failures?(?:, (\d{1,9}) pending)?(?:, (\d{1,9}) errors? occurred outside of examples)?$/;
const finished = /^Finished in (\d.{0,60}?) \(files took /;
/** `rspec ./spec/a_spec.rb:22 # price has a shape`, at the end, where the file of each example is told. */
const rerun = /^rspec '?(?:\.\/)?([^\s:['"]{1,400})(?::(\d{1,7})|\[[\d:]{1,40}\])'? # (.+)$/;
const loading = /^An error occurred (?:while loading (?:\.\/)?(\S{1,400}\.rb)|in (?:a|an) `(.{1,100})` hook)/;

export const rspecSign =
  /^(?:Failures:$|Pending: \(| {2}\d{1,6}\) \S|Finished in \d|\d{1,9} examples?, \d{1,9} failures?|An error occurred (?:while loading|in an? `)|rspec '?\.\/)/;

/** Reads what RSpec prints (fixtures: 3.12). */
export function readRspec(): ResultReader {
  const found: { name: string; failure: TestFailure }[] = [];
  const broken = collectFailures();
  const places = new Map<string, { file: string; line?: number }>();
  const clock = createClock();
  const counts = { examples: 0, failures: 0, pending: 0, outside: 0, has: false };
  let inFailures = false;
  const blocks = collectBlocks<string>((name, body) => {
    if (found.length < 20_000) found.push({ name, failure: readFailure(name, body) });
  });
  const loads = collectBlocks<{ file: string | undefined; hook: string | undefined }>(({ file, hook }, body) => {
    const { message, frames } = readTrace(dedent(body.join('\n')));
    broken.add({
      kind: file === undefined ? 'error' : 'collection',
      name: file ?? `the hook ${hook}`,
      message,
      ...placeOf(frames, file),
      ...shortTrace(frames),
    });
  });
  const close = () => {
    blocks.close();
    loads.close();
  };
  return {
    get isIdle() {
      return !blocks.isOpen && !loads.isOpen;
    },
    line(line) {
      const title = inFailures ? header.exec(line)?.[1] : undefined;
      const [, examples, failed, pending = '0', outside = '0'] = summary.exec(line) ?? [];
      const seconds = finished.exec(line)?.[1];
      const [, file, number, name] = rerun.exec(line) ?? [];
      const load = loading.exec(line);
      if (load) {
        close();
        loads.open({ file: load[1], hook: load[2] });
      } else if (line === 'Failures:' || line.startsWith('Pending: (')) {
        close();
        inFailures = line === 'Failures:';
      } else if (title !== undefined) blocks.open(title);
      else if (seconds !== undefined) {
        close();
        inFailures = false;
        clock.add(seconds.replace(/ seconds?/, 's').replace(/ minutes?/, 'm'));
      } else if (examples !== undefined) {
        counts.has = true;
        counts.examples += Number(examples);
        counts.failures += Number(failed);
        counts.pending += Number(pending);
        counts.outside += Number(outside);
      } else if (file !== undefined && name !== undefined && places.size < 20_000) {
        places.set(name, { file, ...(number === undefined ? {} : { line: Number(number) }) });
      } else {
        blocks.add(line);
        loads.add(line);
      }
    },
    end() {
      close();
      const failures = collectFailures();
      for (const failure of broken.all()) failures.add(failure);
      for (const { name, failure } of found) failures.add(withPlace(failure, places.get(name)));
      if (!counts.has && failures.count === 0) return null;
      return {
        format: 'rspec',
        passed: Math.max(counts.examples - counts.failures - counts.pending, 0),
        failed: counts.has ? counts.failures + counts.outside : failures.count,
        skipped: counts.pending,
        failures: failures.all(),
        ...clock.read(),
      };
    },
  };
}

function readFailure(name: string, body: readonly string[]): TestFailure {
  const { message, frames } = readTrace(dedent(body.join('\n')));
  return { kind: 'failed', name, message, ...placeOf(frames), ...shortTrace(frames) };
}

/** The example's own file, with the line that failed where that is in the same file. */
function withPlace(failure: TestFailure, place: { file: string; line?: number } | undefined): TestFailure {
  return place === undefined || failure.file === place.file ? failure : { ...failure, ...place };
}
