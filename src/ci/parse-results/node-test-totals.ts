const total = /^([ℹ#]) (tests|suites|pass|fail|cancelled|skip|skipped|todo|duration_ms) {1,3}(\d{1,12}(?:\.\d{1,9})?)$/;

export interface NodeTotals {
  readonly has: boolean;
  readonly duration: string | undefined;
  /** Whether the line is one of the totals. */
  line(line: string): boolean;
  /** @param failures how many were read, for a log without its end. */
  read(failures: number): { passed: number; failed: number; skipped: number };
}

/** The last lines of a run; those of several runs add up. @param mark `ℹ pass 3` is the spec reporter's, `# pass 3` TAP's. */
export function createNodeTotals(mark: 'ℹ' | '#'): NodeTotals {
  const totals = new Map<string, number>();
  const count = (name: string) => totals.get(name) ?? 0;
  return {
    get has() {
      return totals.has('pass');
    },
    get duration() {
      return totals.has('duration_ms') ? `${count('duration_ms').toFixed(3)}ms` : undefined;
    },
    line(line) {
      const [, sign, name, value] = total.exec(line) ?? [];
      if (sign !== mark || name === undefined) return false;
      totals.set(name, count(name) + Number(value));
      return true;
    },
    read: (failures) => ({
      passed: count('pass'),
      failed: totals.has('fail') ? count('fail') + count('cancelled') : failures,
      skipped: count('skip') + count('skipped') + count('todo'),
    }),
  };
}
