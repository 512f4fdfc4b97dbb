import type { FailureList } from './collect-failures.ts';
import { compileErrors } from './compile-errors.ts';

const error = /^error(?:\[(E\d{4})\])?: (.+)$/;
const place = /^ +--> (\S{1,400}):(\d{1,7}):\d{1,7}$/;
/** The last word on a crate; without it the errors are not what stopped the tests. */
const stopped = /^error: could not compile `/;

export interface RustcErrors {
  /** Whether an error was read and not yet its place. */
  readonly isWaiting: boolean;
  line(line: string): void;
  addTo(failures: FailureList): void;
}

/** Gathers rustc's errors: `error[E0432]: …` and, in a line below, the place. */
export function createRustcErrors(): RustcErrors {
  const errors = compileErrors();
  let message: string | null = null;
  let hasStopped = false;
  return {
    get isWaiting() {
      return message !== null;
    },
    line(line) {
      if (line === '') message = null;
      const [, code, text] = error.exec(line) ?? [];
      const [, file, number] = place.exec(line) ?? [];
      if (stopped.test(line)) hasStopped = true;
      if (text !== undefined) message = code === undefined ? text : `${text} (${code})`;
      else if (file !== undefined && message !== null) {
        errors.add({ file, line: Number(number), message });
        message = null;
      }
    },
    addTo(failures) {
      if (hasStopped) errors.addTo(failures);
    },
  };
}
