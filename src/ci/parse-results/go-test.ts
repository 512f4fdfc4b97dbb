import type { TestResults } from '../test-report.ts';
import { boundedLines } from './bounded-lines.ts';
import { createClock } from './clock.ts';
import { collectFailures } from './collect-failures.ts';
import { type GoFailure, goBuildFailure, goFailure, goModule } from './go-failure.ts';
import type { ResultReader } from './result-reader.ts';

const started = /^=== (?:RUN|CONT|NAME|PAUSE) +(\S+)$/;
const outcome = /^ *--- (FAIL|PASS|SKIP): (\S+) \((\d[\d.]{0,20})s\)$/;
const packageEnd =
  /^(FAIL|ok {2}|\? {3})\t(\S+)(?:\t(?:(\d[\d.]{0,20}s)|\(cached\)|\[no test files\]))?(?: \[(build failed|setup failed)\])?/;
const build = /^# (\S+)(?: \[\S+\])?$/;
const mostPackages = 20_000;
const mostFailures = 2_000;
const mostLines = 400;

export const goTestSign =
  /^(?:=== (?:RUN|CONT|NAME|PAUSE) +\S| {0,40}--- (?:FAIL|PASS|SKIP): \S|(?:FAIL|ok {2}|\? {3})\t\S|# \S{1,400}(?: \[\S{1,400}\])?$|panic: )/;

/** What was printed outside of any test. */
const whole = '';

/** Reads what `go test` prints, with and without -v (fixtures: 1.19). Without -v a passing package counts as one
 * test.
 * @param packages of the run so far, where several readers share it: what they have in common is the module. */
export function readGoTest(packages = new Set<string>()): ResultReader {
  const failures: GoFailure[] = [];
  const broken = collectFailures();
  const clock = createClock();
  let builds: { package: string; lines: string[] } | null = null;
  let failed = new Set<string>();
  let passedNames = new Set<string>();
  let skipped = 0;
  let passed = 0;
  let ended = 0;
  let current = whole;
  const printed = boundedLines();
  const outputs = new Map<string, string[]>();

  const keep = () => {
    if (!printed.isEmpty) outputs.set(current, [...(outputs.get(current) ?? []), ...printed.take()].slice(-mostLines));
  };
  const addFailure = (name: string, test: string) => {
    if (failures.length < mostFailures) failures.push({ package: name, test, lines: outputs.get(test) ?? [] });
  };
  const endPackage = (name: string, isOk: boolean) => {
    keep();
    ended++;
    if (name !== '' && packages.size < mostPackages) packages.add(name);
    for (const test of leavesOf(failed)) addFailure(name, test);
    const own = leavesOf(passedNames).length;
    passed += own === 0 && isOk ? 1 : own;
    // What ended the process may have come before any test.
    const stray = outputs.get(whole);
    if (!isOk && failed.size === 0 && stray !== undefined) addFailure(name, whole);
    failed = new Set();
    passedNames = new Set();
    current = whole;
    outputs.clear();
  };

  const print = (line: string) => {
    if (builds !== null && builds.lines.length < 100) builds.lines.push(line);
    else if (line !== 'FAIL' && line !== 'PASS') printed.add(line);
  };

  return {
    get isIdle() {
      return builds === null && current === whole;
    },
    line(line) {
      if (!goTestSign.test(line)) return print(line);
      const run = started.exec(line)?.[1];
      const [, state, test] = outcome.exec(line) ?? [];
      const [, end, name = '', seconds, why] = packageEnd.exec(line) ?? [];
      const built = build.exec(line)?.[1];
      if (run !== undefined) {
        keep();
        current = run;
      } else if (test !== undefined) {
        keep();
        current = test;
        if (state === 'FAIL') failed.add(test);
        else if (state === 'PASS') passedNames.add(test);
        else skipped++;
      } else if (end !== undefined) {
        clock.add(seconds);
        if (why === undefined) endPackage(name, end === 'ok  ');
        else broken.add(goBuildFailure(name, builds?.package === name ? builds.lines : [], why));
        builds = null;
      } else if (built !== undefined) builds = { package: built, lines: [] };
      else print(line);
    },
    end(): TestResults | null {
      if (failed.size > 0) endPackage('', false);
      if (ended === 0 && failures.length === 0 && broken.count === 0) return null;
      const module = goModule([...packages]);
      const all = collectFailures();
      for (const failure of broken.all()) all.add(failure);
      for (const failure of failures) all.add(goFailure(failure, module));
      return { format: 'go test', passed, failed: all.count, skipped, failures: all.all(), ...clock.read() };
    },
  };
}

/** A test with subtests only sums them up. */
export function leavesOf(names: ReadonlySet<string>): string[] {
  const parents = new Set<string>();
  for (const name of names) {
    for (let end = name.lastIndexOf('/'); end > 0; end = name.lastIndexOf('/', end - 1))
      parents.add(name.slice(0, end));
  }
  return [...names].filter((name) => !parents.has(name));
}
