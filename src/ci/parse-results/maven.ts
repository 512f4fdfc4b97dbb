import type { TestFailure } from '../test-report.ts';
import { createClock } from './clock.ts';
import { collectBlocks } from './collect-blocks.ts';
import { collectFailures } from './collect-failures.ts';
import { compileErrors } from './compile-errors.ts';
import { placeOf, readTrace, shortTrace } from './read-trace.ts';
import type { ResultReader } from './result-reader.ts';

/** `[ERROR] shop.PriceTest.adds -- Time elapsed: 0.087 s <<< FAILURE!`; until Surefire 2: `adds(shop.PriceTest)  Time …`. */
const header = /^(?:\[ERROR\] +)?(\S.{0,1000}?) +(?:-- )?Time elapsed: \d[\d.,]{0,20} s(?:ec)? +<<< (FAILURE|ERROR)!$/;
const oldName = /^(.{1,1000})\(([\w.$]{1,400})\)$/;
/** Of one class with its time, and without one of the whole module. */
const totals =
  /^(?:\[(?:ERROR|WARNING|INFO)\] +)?Tests run: (\d{1,9}), Failures: (\d{1,9}), Errors: (\d{1,9}), Skipped: (\d{1,9})(, Time elapsed: (\d[\d.,]{0,20} s))?/;
const broken =
  /^\[ERROR\] (?:file:\/\/)?(\/?\S{1,400}\.(?:java|kt|scala|groovy)):\[?(\d{1,7})(?:,\d{1,7}\]|:\d{1,7}) (?:error: )?(.+)$/;
const mavenLine = /^\[(?:INFO|ERROR|WARNING)\]/;

export const mavenSign = /^(?:\[(?:INFO|ERROR|WARNING)\] |Tests run: \d{1,9}, Failures: \d)/;
export const mavenInside = / <<< (?:FAILURE|ERROR)!$/;

/** Reads what Surefire and Failsafe print, and the errors of Maven's compilers (fixtures: Maven 3.8, Surefire 3.2). */
export function readMaven(): ResultReader {
  const failures = collectFailures();
  const compiler = compileErrors();
  const clock = createClock();
  let module = { run: 0, bad: 0, skipped: 0, has: false };
  const classes = { run: 0, bad: 0, skipped: 0, has: false };
  const blocks = collectBlocks<{ name: string; kind: string }>((heading, body) =>
    failures.add(readFailure(heading.name, heading.kind, body)),
  );
  return {
    get isIdle() {
      return !blocks.isOpen;
    },
    line(line) {
      const [, name, kind] = header.exec(line) ?? [];
      const [, run, bad, errors, skipped, time, seconds] = totals.exec(line) ?? [];
      const [, file, number, message] = broken.exec(line) ?? [];
      if (run !== undefined) {
        blocks.close();
        const sums = time === undefined ? module : classes;
        sums.run += Number(run);
        sums.bad += Number(bad) + Number(errors);
        sums.skipped += Number(skipped);
        sums.has = true;
        clock.add(seconds);
      } else if (name !== undefined && kind !== undefined) blocks.open({ name, kind });
      else if (file !== undefined && message !== undefined) compiler.add({ file, line: Number(number), message });
      else if (line === '' || mavenLine.test(line)) blocks.close();
      else blocks.add(line);
    },
    end() {
      blocks.close();
      // A cut log may lack the end, where the whole module's counts are.
      if (!module.has) module = classes;
      compiler.addTo(failures);
      if (!module.has && failures.count === 0) return null;
      return {
        format: 'maven',
        passed: Math.max(module.run - module.bad - module.skipped, 0),
        failed:
          (module.has ? module.bad : failures.countOf('failed') + failures.countOf('error')) +
          failures.countOf('collection'),
        skipped: module.skipped,
        failures: failures.all(),
        ...clock.read(),
      };
    },
  };
}

function readFailure(title: string, kind: string, body: readonly string[]): TestFailure {
  const { message, frames } = readTrace(body.join('\n'));
  const [, method, owner] = oldName.exec(title) ?? [];
  return {
    kind: kind === 'ERROR' && frames.length === 0 ? 'error' : 'failed',
    name: method !== undefined && owner !== undefined ? `${owner} > ${method}` : splitName(title),
    message: message || 'The test failed without a message.',
    ...placeOf(frames),
    ...shortTrace(frames),
  };
}

/** `shop.PriceTest.table(int)[2]`: the class ends at the last dot before the parameters. */
function splitName(title: string): string {
  const parameters = title.search(/[([ ]/);
  const dot = title.lastIndexOf('.', parameters === -1 ? title.length : parameters);
  return dot === -1 ? title : `${title.slice(0, dot)} > ${title.slice(dot + 1)}`;
}
