import { describe, expect, test } from 'vitest';
import { buildReport } from '../../../src/ci/build-report.ts';
import type { ResultFormat, TestFailure } from '../../../src/ci/test-report.ts';
import { readFixture, shopRoot } from '../read-fixture.ts';

/** What each recording is of: the same tests, so every tool must give the same answer. */
const failing = [
  'price > discount > takes a percentage',
  'price > discount > never gives money back',
  'totals have a shape',
];

function read(name: string, exitCode: number) {
  const text = readFixture(name);
  const isXml = name.endsWith('.xml');
  const { results } = buildReport({
    commit: 'c0ffee',
    log: isXml ? '' : text,
    junit: isXml ? [text] : [],
    exitCode,
    root: shopRoot,
    notRun: null,
    seconds: 1,
    url: null,
  });
  return results;
}

const find = (failures: readonly TestFailure[], part: string) => failures.find(({ name }) => name.includes(part));

describe.each<[string, ResultFormat]>([
  ['vitest.log', 'vitest'],
  ['vitest-actions.log', 'vitest'],
  ['vitest.xml', 'junit'],
  ['jest.log', 'jest'],
  ['jest-verbose-color.log', 'jest'],
  ['jest-junit.xml', 'junit'],
  ['node20-spec.log', 'node-test'],
  ['node20-tap.log', 'node-test'],
  ['node20.xml', 'junit'],
  ['node24-spec.log', 'node-test'],
  ['node24-tap.log', 'node-test'],
  ['node24.xml', 'junit'],
])('the recording %s', (name, format) => {
  const results = read(name, 1);

  test('has its format and totals', () => {
    expect(results).toMatchObject({ format, passed: 2, failed: 4, skipped: 1 });
  });

  test('names each failing test in full', () => {
    const separator = name === 'jest-junit.xml' ? ' ' : ' > ';
    const names = results.failures.filter(({ kind }) => kind === 'failed').map((failure) => failure.name);
    expect(names).toEqual(failing.map((full) => full.replaceAll(' > ', separator)));
  });

  test('names the file that could not be loaded, as its own kind', () => {
    const broken = results.failures.filter(({ kind }) => kind === 'collection');
    expect(broken).toMatchObject([{ name: 'test/broken.test.js', file: 'test/broken.test.js' }]);
    // The XML of node holds no more than "test failed".
    if (!name.startsWith('node2') || !name.endsWith('.xml')) expect(broken[0]?.message).toContain('Cannot find module');
  });

  test('says what was expected, in which line', () => {
    const failure = find(results.failures, 'takes a percentage');
    expect(failure?.message).toContain('180');
    expect(failure?.message).toContain('190');
    expect(failure?.file).toBe('test/price.test.js');
    expect(failure?.line).toBe({ vitest: 10, jest: 9, node: 11 }[name.match(/vitest|jest|node/)?.[0] ?? '']);
  });

  test('keeps the diff of two objects', () => {
    expect(find(results.failures, 'shape')?.message).toMatch(/^[-+] .*currency.*USD/m);
  });

  test("keeps of a trace the project's own frames only", () => {
    const traces = results.failures.map(({ trace }) => trace ?? '').join('\n');
    expect(traces).toContain('test/price.test.js');
    expect(traces).not.toMatch(/node_modules|node:internal|\/home\/runner/);
  });
});

describe.each([
  ['pytest.log'],
  ['pytest-short.log'],
  ['pytest-native-color.log'],
  ['pytest-no-traces.log'],
  ['pytest.xml'],
])('the recording %s', (name) => {
  const results = read(name, 1);

  test('has the totals, errors counted as failures', () => {
    expect(results).toMatchObject({ passed: 3, failed: 5, skipped: 1 });
  });

  test('names each test with its class, its parameters and its file', () => {
    const found = results.failures.map(({ kind, name: test, file }) => `${kind} ${file} ${test}`).sort();
    expect(found).toEqual([
      'collection tests/test_broken.py tests/test_broken.py',
      'error tests/test_price.py test_stores',
      'failed tests/test_price.py TestPrice > test_discount[200-10-180]',
      'failed tests/test_price.py TestPrice > test_never_gives_money_back',
      'failed tests/test_price.py test_shape',
    ]);
  });

  // There each failure is a line.
  if (name === 'pytest-no-traces.log') return;
  test('has the line of the test, the message and the way to the throw', () => {
    const thrown = find(results.failures, 'never_gives_money_back');
    expect(thrown).toMatchObject({ line: 21, message: 'ValueError: percent is 120, more than 100' });
    expect(thrown?.trace).toContain('price.py');
    expect(find(results.failures, 'test_broken')?.message).toBe("ModuleNotFoundError: No module named 'missing'");
    expect(find(results.failures, 'test_discount')?.message).toContain('where 190 = discount(200, 10)');
  });
});

test('pytest that stopped at collection gives the file that broke', () => {
  expect(read('pytest-interrupted.log', 2)).toMatchObject({
    format: 'pytest',
    passed: 0,
    failed: 1,
    failures: [{ kind: 'collection', name: 'tests/test_broken.py', line: 1 }],
  });
});

test.each<[string, ResultFormat]>([
  ['vitest-green.log', 'vitest'],
  ['jest-green.log', 'jest'],
  ['node20-green.log', 'node-test'],
  ['pytest-green.log', 'pytest'],
])('the green recording %s has no failure', (name, format) => {
  expect(read(name, 0)).toMatchObject({ format, passed: 1, failed: 0, skipped: 0, failures: [] });
});

describe('a recording that was cut', () => {
  const fixtures = ['vitest.log', 'jest.log', 'node20-spec.log', 'node20-tap.log', 'pytest.log'];

  test.each(fixtures)('%s: at any line it still gives a failure of what is left, or of the command', (name) => {
    const lines = readFixture(name).split('\n');
    for (const part of [1, 3, 5, 7, 9]) {
      const log = lines.slice(0, Math.floor((lines.length * part) / 10)).join('\n');
      const { results } = buildReport({
        commit: 'c',
        log,
        junit: [],
        exitCode: null,
        root: shopRoot,
        notRun: null,
        seconds: 1,
        url: null,
      });
      expect(results.failures.length).toBeGreaterThan(0);
      expect(results.failed).toBeGreaterThan(0);
    }
  });

  test('the end alone still gives the totals', () => {
    const end = (name: string) => readFixture(name).split('\n').slice(-12).join('\n');
    const log = end('vitest.log');
    expect(
      buildReport({ commit: 'c', log, junit: [], exitCode: 1, root: null, notRun: null, seconds: 1, url: null })
        .results,
    ).toMatchObject({ format: 'vitest', passed: 2, failed: 3, failures: [{ name: 'test command' }] });
  });

  test.each(['vitest.xml', 'pytest.xml', 'node20.xml'])('%s: what is cut is passed over without an error', (name) => {
    const text = readFixture(name);
    const { results } = buildReport({
      commit: 'c',
      log: '',
      junit: [text.slice(0, text.length / 2)],
      exitCode: 1,
      root: null,
      notRun: null,
      seconds: 1,
      url: null,
    });
    expect(results.failures.length).toBeGreaterThan(0);
  });
});
