import { collectFailures } from './collect-failures.ts';
import { compileErrors } from './compile-errors.ts';
import type { ResultReader } from './result-reader.ts';

/** `src/a.ts(3,5): error TS2322: …`, and in colour `src/a.ts:3:5 - error TS2322: …`. */
const error = /^([^\s(:]{1,400}\.[cm]?[jt]sx?)(?:\((\d{1,7}),\d{1,7}\):|:(\d{1,7}):\d{1,7} -) error (TS\d{1,5}): (.+)$/;

export const tscInside = /\berror TS\d/;

/** Reads the errors of TypeScript's compiler, which a test command may run before its tests (fixtures: 5.9). */
export function readTsc(): ResultReader {
  const errors = compileErrors();
  return {
    get isIdle() {
      return true;
    },
    line(line) {
      const [, file, first, second, code, message] = error.exec(line) ?? [];
      if (file !== undefined) errors.add({ file, line: Number(first ?? second), message: `${message} (${code})` });
    },
    end() {
      const failures = collectFailures();
      errors.addTo(failures);
      if (failures.count === 0) return null;
      return { format: 'tsc', passed: 0, failed: failures.count, skipped: 0, failures: failures.all() };
    },
  };
}
