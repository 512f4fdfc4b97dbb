import type { TestResults } from '../test-report.ts';
import { collectFailures } from './collect-failures.ts';
import { readGoTest } from './go-test.ts';
import type { ResultReader } from './result-reader.ts';

export const goJsonSign = /^\{"(?:Time|Action|ImportPath)":"/;

const longestLine = 16_000;
const mostPackages = 5_000;

interface PackageReader {
  readonly reader: ResultReader;
  test: string;
  /** The start of a line of which the end has not come. */
  open: string;
}

/** Reads `go test -json` (fixtures: 1.19): the events carry what -v prints, a package's lines among those of others. */
export function readGoJson(): ResultReader {
  const packages = new Map<string, PackageReader>();
  const names = new Set<string>();

  const feed = (name: string, test: string, output: string) => {
    let known = packages.get(name);
    if (known === undefined) {
      if (packages.size >= mostPackages) return;
      known = { reader: readGoTest(names), test: '', open: '' };
      packages.set(name, known);
    }
    // Parallel tests take turns without saying so.
    if (test !== '' && test !== known.test) known.reader.line(`=== NAME  ${test}`);
    known.test = test;
    const lines = (known.open + output).split('\n');
    known.open = lines.pop()?.slice(0, longestLine) ?? '';
    for (const line of lines) known.reader.line(line.trimEnd());
  };

  return {
    get isIdle() {
      return true;
    },
    line(line) {
      if (!goJsonSign.test(line)) return;
      const { Action, Package, ImportPath, Test, Output } = readEvent(line);
      if (Output === undefined || (Action !== 'output' && Action !== 'build-output')) return;
      // A build names the test binary: `shop/price [shop/price.test]`.
      feed(Package ?? ImportPath?.split(' ')[0] ?? '', Test ?? '', Output);
    },
    end() {
      const found = [...packages.values()].flatMap(({ reader, open }) => {
        if (open !== '') reader.line(open);
        return reader.end() ?? [];
      });
      return found.length === 0 ? null : merge(found);
    },
  };
}

function merge(found: readonly TestResults[]): TestResults {
  const failures = collectFailures();
  for (const results of found) for (const failure of results.failures) failures.add(failure);
  const sum = (count: (results: TestResults) => number) => found.reduce((total, results) => total + count(results), 0);
  return {
    format: 'go test',
    passed: sum(({ passed }) => passed),
    failed: sum(({ failed }) => failed),
    skipped: sum(({ skipped }) => skipped),
    failures: failures.all(),
    seconds: Math.round(sum(({ seconds = 0 }) => seconds) * 1000) / 1000,
  };
}

const fields = ['Action', 'Package', 'ImportPath', 'Test', 'Output'] as const;

function readEvent(line: string): Partial<Record<(typeof fields)[number], string>> {
  const value = parse(line);
  const event: Partial<Record<(typeof fields)[number], string>> = {};
  for (const field of fields) {
    const text = typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined;
    if (typeof text === 'string') event[field] = text;
  }
  return event;
}

/** A line may be cut, or another program's. */
function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
