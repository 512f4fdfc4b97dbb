import type { TestFailure } from '../test-report.ts';
import { isSameFile, placeOf, readTrace, shortTrace } from './read-trace.ts';

/** The parts that both reporters give for one failure. */
export interface NodeTestFailure {
  /** Suites and test, outermost first. */
  readonly path: readonly string[];
  /** `test/a.test.js:3:1`, where the test is declared. */
  readonly location: string;
  readonly text: string;
  /** What the process wrote before, for a file that could not be loaded. */
  readonly before: readonly string[];
}

const location = /^(.+?):(\d{1,7}):\d{1,7}$/;
const errorLine = /^[A-Za-z]{0,60}(?:Error|Exception)(?: \[\w{1,60}\])?: /;
const crashLocation = /^(?:file:\/\/)?(\/?[^\s:]{1,400}):(\d{1,7})$/;

/** Turns the parts into a failure; a file that node ran as a test and that broke is one of kind `collection`. */
export function nodeTestFailure({ path, location: declared, text, before }: NodeTestFailure): TestFailure {
  const [, file, line] = location.exec(declared) ?? [];
  const name = path.join(' > ');
  if (file !== undefined && path.length === 1 && isSameFile(name, file)) {
    return { kind: 'collection', name: file, file, ...readCrash(before, file, text) };
  }
  const { message, frames } = readTrace(text);
  return {
    kind: 'failed',
    name,
    message,
    ...(line === undefined ? {} : { line: Number(line) }),
    ...placeOf(frames, file),
    ...shortTrace(frames),
  };
}

/** Node says only "test failed" of a broken file; the error itself is what the file's process wrote last. */
function readCrash(before: readonly string[], file: string, text: string): Pick<TestFailure, 'message' | 'line'> {
  const message = before.findLast((line) => errorLine.test(line)) ?? text.trim();
  const where = before
    .flatMap((line) => {
      const [, name, number] = crashLocation.exec(line) ?? [];
      return name !== undefined && isSameFile(name, file) ? [Number(number)] : [];
    })
    .at(-1);
  return { message, ...(where === undefined ? {} : { line: where }) };
}
