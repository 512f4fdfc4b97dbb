import { announceAll, resultsFolder } from '../workflow-file.ts';
import type { Part, TestCommand } from './set-up.ts';

/** The lines of the step Test, and whether they look at `GOAT_TEST_FILTER`. */
export function renderTestScript(parts: readonly Part[]): { readonly script: string[]; readonly takesFilter: boolean } {
  const [only, ...others] = parts;
  const prepare = `mkdir -p ${resultsFolder}`;
  if (only && others.length === 0) {
    const { directory, test } = only;
    const enter = directory === '' ? [] : [`cd ${directory}`];
    if (test.some === null) return { script: [prepare, ...enter, test.all], takesFilter: false };
    return { script: [prepare, readFilter(directory), ...enter, ...choose(test)], takesFilter: true };
  }
  // Each part runs, whatever the others say; files of several parts cannot be told apart by every tool, so all are run.
  const each = parts.flatMap(({ directory, test }) => [`(cd ./${directory} && ${test.all}) || status=$?`]);
  return { script: [prepare, 'status=0', ...each, 'exit "$status"'], takesFilter: false };
}

/** The files of this folder that the filter names, as the array `tests`. */
function readFilter(directory: string): string {
  const below = directory === '' ? '' : ` | sed -n 's|^${directory}/||p'`;
  return `mapfile -t tests < <(printf '%s' "$GOAT_TEST_FILTER"${below})`;
}

/** The nearest tests first: when they fail, the step ends there; else everything is run. */
function choose({ all, some }: TestCommand): string[] {
  if (some === null) return [all];
  return [`if [ "\${#tests[@]}" -gt 0 ]; then`, `  ${some}`, `  ${announceAll}`, 'fi', all];
}
