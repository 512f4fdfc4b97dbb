import type { TestFailure } from '../test-report.ts';
import { goBuildFailure, goFailure } from './go-failure.ts';
import { rustFailure } from './rust-failure.ts';

const goSaid = /^(?:=== RUN {3}|panic: | *--- FAIL: )/m;
const goBuild = /^FAIL\t(\S{1,400}) \[(build failed|setup failed)\]$/m;
const rustSaid = /^thread '.{1,1000}' (?:\(\d{1,12}\) )?panicked at /m;
const goNoise = /^(?:=== \w| *--- FAIL: )/;

type Details = Omit<TestFailure, 'kind' | 'name'>;

/** gotestsum puts a package that did not compile among the tests; null for any other failure. */
export function readGoBuild(text: string): TestFailure | null {
  const [, name, why] = goBuild.exec(text) ?? [];
  if (name === undefined || why === undefined) return null;
  return goBuildFailure(
    name,
    text.split('\n').filter((line) => !line.startsWith('FAIL\t') && !line.startsWith('# ')),
    why,
  );
}

/**
 * Go and Rust say in the text of a failure what they print; null where it is of neither.
 * @param module what the packages of the run have in common.
 */
export function readByLanguage(text: string, owner: string, module: string): Details | null {
  const lines = text.split('\n');
  if (goSaid.test(text)) {
    const {
      kind: _,
      name: __,
      ...details
    } = goFailure({ package: owner, test: 'T', lines: lines.filter((line) => !goNoise.test(line)) }, module);
    return details;
  }
  if (!rustSaid.test(text)) return null;
  const { kind: _, name: __, output: ___, ...details } = rustFailure('', lines);
  return details;
}
