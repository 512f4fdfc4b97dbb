import type { TestFailure } from '../test-report.ts';
import { collectBlocks } from './collect-blocks.ts';
import { collectFailures } from './collect-failures.ts';
import { compileErrors } from './compile-errors.ts';
import { dedent, placeOf, readTrace, shortTrace } from './read-trace.ts';
import type { ResultReader } from './result-reader.ts';

const event = / (PASSED|FAILED|SKIPPED|STANDARD_OUT|STANDARD_ERROR)$/;
const totals = /^(\d{1,9}) tests? completed(?:, (\d{1,9}) failed)?(?:, (\d{1,9}) skipped)?$/;
/** Old ones leave the name of the task on the line that it is at. */
const javac =
  /^(?::(?:[\w-]{1,60}:){0,8}compile(?:Test)?(?:Java|Groovy|Scala))?(\/?[^\s:]{1,400}\.(?:java|groovy|scala)):(\d{1,7}): error: (.+)$/;
const kotlinc = /^e: (?:file:\/\/)?([^\s:]{1,400}\.kts?):(\d{1,7}):\d{1,7}:? (.+)$/;
/** `PriceTest.java:24`, all that is said of an exception where Gradle is not told to say more. */
const shortPlace = / at ([\w$-]{1,200}\.(?:java|kt|scala|groovy)):(\d{1,7})$/;

export const gradleSign =
  /^(?:> Task :|\d{1,9} tests? completed|BUILD (?:SUCCESSFUL|FAILED) in |:[\w:-]{1,100}|e: (?:file:\/\/)?\/)/;
export const gradleInside =
  / (?:PASSED|FAILED|SKIPPED|STANDARD_OUT|STANDARD_ERROR)$|\.(?:java|groovy|scala):\d{1,7}: error: /;

/** Reads what Gradle's test task prints, and the errors of its compilers (fixtures: 4.4). */
export function readGradle(): ResultReader {
  const failures = collectFailures();
  const compiler = compileErrors();
  const outputs = new Map<string, string>();
  let passed = 0;
  let skipped = 0;
  let failed = 0;
  const counted = { run: 0, failed: 0, skipped: 0, has: false };
  const blocks = collectBlocks<{ name: string; what: string }>(({ name, what }, body) => {
    const text = dedent(body.join('\n'));
    if (what === 'FAILED') failures.add(readFailure(name, text, outputs.get(name)));
    // Only the last tests' output is waiting for their failure.
    else if (outputs.size < 1_000) outputs.set(name, text);
    if (what === 'FAILED') outputs.delete(name);
  });
  return {
    get isIdle() {
      return !blocks.isOpen;
    },
    line(line) {
      const what = line.startsWith(' ') || line.startsWith('>') ? undefined : event.exec(line)?.[1];
      const [, run, bad = '0', ignored = '0'] = totals.exec(line) ?? [];
      const [, file, number, message] = javac.exec(line) ?? kotlinc.exec(line) ?? [];
      if (what !== undefined && line.includes(' > ')) {
        const name = line.slice(0, -what.length - 1);
        blocks.close();
        if (what === 'PASSED') passed++;
        else if (what === 'SKIPPED') skipped++;
        else blocks.open({ name, what });
        if (what === 'FAILED') failed++;
        if (what === 'PASSED' || what === 'SKIPPED') outputs.delete(name);
      } else if (run !== undefined) {
        blocks.close();
        counted.has = true;
        counted.run += Number(run);
        counted.failed += Number(bad);
        counted.skipped += Number(ignored);
      } else if (file !== undefined && message !== undefined) compiler.add({ file, line: Number(number), message });
      else if (line === '' || line.startsWith('    ')) blocks.add(line);
      else blocks.close();
    },
    end() {
      blocks.close();
      compiler.addTo(failures);
      if (!counted.has && passed + skipped + failed + failures.count === 0) return null;
      // Gradle counts only where a test failed, and then also those that it does not name.
      const all = counted.has ? counted.run - counted.failed - counted.skipped : 0;
      return {
        format: 'gradle',
        passed: Math.max(passed, all),
        failed: Math.max(failed, counted.failed) + failures.countOf('collection'),
        skipped: Math.max(skipped, counted.skipped),
        failures: failures.all(),
      };
    },
  };
}

function readFailure(name: string, text: string, output: string | undefined): TestFailure {
  const { message, frames } = readTrace(text);
  const [, base, line] = shortPlace.exec(message) ?? [];
  const owner = name.slice(0, name.indexOf(' > '));
  const folder = /^[\w.$]+$/.test(owner) && owner.includes('.') ? `${owner.split('.').slice(0, -1).join('/')}/` : '';
  return {
    kind: 'failed',
    name,
    message: message || 'The test failed without a message.',
    ...(frames.length === 0 && base !== undefined ? { file: folder + base, line: Number(line) } : placeOf(frames)),
    ...shortTrace(frames),
    ...(output === undefined ? {} : { output }),
  };
}
