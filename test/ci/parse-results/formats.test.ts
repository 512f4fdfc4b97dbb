import { describe, expect, test } from 'vitest';
import { buildReport } from '../../../src/ci/build-report.ts';
import { openLog } from '../../../src/ci/open-log.ts';
import type { ResultFormat } from '../../../src/ci/test-report.ts';
import { readFixture, shopRoot } from '../read-fixture.ts';

function read(text: string, exitCode: number | null, isXml = false) {
  const run = { commit: 'c0ffee', root: shopRoot, notRun: null, seconds: 1, url: null };
  return buildReport({ ...run, log: isXml ? '' : text, junit: isXml ? [text] : [], exitCode }).results;
}

/** Format, passed, failed, skipped; then of one failure a part of its name, its place, what was expected and what came. */
type Row = [
  string,
  ResultFormat,
  [number, number, number],
  string,
  string | undefined,
  number | undefined,
  string?,
  string?,
];

const recordings: Row[] = [
  ['mocha.log', 'mocha', [2, 3, 1], 'price > discount > takes a percentage', 'test/price.test.js', 10, '180', '190'],
  ['mocha-dot.log', 'mocha', [2, 3, 1], 'price > discount > takes', 'test/price.test.js', 10, '180', '190'],
  ['mocha-color.log', 'mocha', [2, 3, 1], 'totals have a shape', 'test/price.test.js', 21],
  ['mocha-hook.log', 'mocha', [2, 4, 1], 'store > "before all" hook', 'test/hook.test.js', 3],
  ['mocha-tap.log', 'tap', [2, 3, 1], 'takes a percentage', 'test/price.test.js', 10, '180', '190'],
  ['tap.log', 'tap', [1, 3, 1], 'price > discount > takes a percentage', 'test/price.tap.js', 6],
  ['tape.log', 'tap', [1, 2, 0], 'price > takes a percentage', 'test/price.tape.js', 5, '180', '190'],
  ['ava-tap.log', 'tap', [1, 3, 1], 'never gives money back', 'src/price.js', 3],
  ['unittest.log', 'unittest', [1, 6, 1], 'PriceTest > test_takes_a', 'tests/test_price.py', 12, '180', '190'],
  ['unittest-verbose.log', 'unittest', [1, 6, 1], 'test_table (percent=20)', 'tests/test_price.py', 21, '81', '80'],
  ['unittest-buffered.log', 'unittest', [1, 6, 1], 'StoreTest > setUpClass', 'tests/test_price.py', 36],
  ['go.log', 'go test', [1, 4, 0], 'TestDiscount > takes_a_percentage', 'price/price_test.go', 19, '180', '190'],
  ['go-verbose.log', 'go test', [3, 4, 1], 'TestDiscount > takes', 'price/price_test.go', 19, '180', '190'],
  ['go-json.log', 'go test', [3, 4, 1], 'TestNeverGivesMoneyBack', 'crash/crash_test.go', 10],
  ['cargo.log', 'cargo test', [1, 5, 1], 'tests > discounts > takes_a', 'src/lib.rs', 29, '180', '190'],
  ['nextest.log', 'nextest', [1, 3, 1], 'tests > discounts > takes_a', 'src/lib.rs', 29, '180', '190'],
  ['nextest-old.log', 'nextest', [1, 1, 0], 'tests > discounts > takes_a', 'src/lib.rs', 29],
  ['maven.log', 'maven', [3, 4, 1], 'shop.PriceTest$Discount > takesA', 'shop/PriceTest.java', 23, '180', '190'],
  ['gradle.log', 'gradle', [2, 3, 1], 'shop.PriceTest > takesAPercentage', 'shop/PriceTest.java', 18],
  ['gradle-full.log', 'gradle', [2, 3, 1], 'shop.PriceTest > takesA', 'shop/PriceTest.java', 18, '180', '190'],
  ['rspec.log', 'rspec', [1, 3, 1], 'price discount takes a percentage', 'spec/price_spec.rb', 10, '180', '190'],
  ['rspec-documentation-color.log', 'rspec', [1, 3, 1], 'never gives money back', 'spec/price_spec.rb', 15],
  ['minitest.log', 'minitest', [1, 3, 1], 'PriceTest > test_takes_a', 'test/price_test.rb', 10, '180', '190'],
  ['minitest-verbose.log', 'minitest', [1, 3, 1], 'totals > test_0001_have a shape', 'test/price_test.rb', 25],
  ['phpunit.log', 'phpunit', [2, 3, 1], 'PriceTest > testTakesA', 'tests/PriceTest.php', 17, '180', '190'],
  ['phpunit-testdox.log', 'phpunit', [2, 3, 1], 'Price > Takes a percentage', 'tests/PriceTest.php', 17, '180', '190'],
  ['dotnet.log', 'dotnet test', [2, 2, 1], 'PriceTests.TakesA', 'test/Shop.Tests/PriceTests.cs', 21, '180', '190'],
  ['ctest.log', 'ctest', [1, 4, 1], 'price.discount', undefined, undefined],
  ['ctest-output.log', 'ctest', [1, 4, 1], 'price.discount', 'price_test.c', 8],
  ['exunit.log', 'exunit', [1, 3, 1], 'PriceTest > discount takes', 'test/price_test.exs', 10, '180', '190'],
  ['exunit-color.log', 'exunit', [1, 3, 1], 'PriceTest > totals have', 'test/price_test.exs', 24],
  ['exunit-trace.log', 'exunit', [1, 3, 1], 'never gives money back', 'test/price_test.exs', 15],
  ['xctest.log', 'xctest', [1, 2, 1], 'PriceTests > testTakesA', 'Tests/ShopTests/PriceTests.swift', 14, '180', '190'],
  [
    'xctest-macos.log',
    'xctest',
    [1, 1, 0],
    'PriceTests > testTakesA',
    'Tests/ShopTests/PriceTests.swift',
    14,
    '180',
    '190',
  ],
  ['swift-testing.log', 'swift testing', [1, 2, 1], 'takes a percentage', 'PriceTests.swift', 14, '180', '190'],
  ['mocha-xunit.xml', 'junit', [2, 3, 1], 'takes a percentage', 'test/price.test.js', 10, '180', '190'],
  ['mocha-junit.xml', 'junit', [2, 3, 1], 'price discount takes a percentage', 'test/price.test.js', 10, '180', '190'],
  ['surefire.xml', 'junit', [2, 4, 1], 'shop.PriceTest$Discount > never', 'shop/PriceTest.java', 29],
  ['gradle.xml', 'junit', [1, 3, 1], 'shop.PriceTest > takesA', 'shop/PriceTest.java', 18, '180', '190'],
  ['gotestsum.xml', 'junit', [2, 3, 1], 'TestDiscount/takes', 'price/price_test.go', 19, '180', '190'],
  ['gotestsum.log', 'gotestsum', [2, 4, 1], 'TestDiscount > takes', 'price/price_test.go', 19, '180', '190'],
  ['nextest.xml', 'junit', [1, 1, 0], 'takes_a_percentage', 'src/lib.rs', 29, '180', '190'],
  ['phpunit.xml', 'junit', [2, 3, 1], 'PriceTest > testTakesA', 'tests/PriceTest.php', 17, '180', '190'],
  ['ctest.xml', 'junit', [1, 3, 2], 'price.discount', 'price_test.c', 8],
  ['exunit.xml', 'junit', [1, 1, 1], 'takes a percentage', 'test/price_test.exs', 10, '180', '190'],
  ['swift.xml', 'junit', [1, 1, 0], 'testTakesAPercentage', undefined, undefined],
  ['rspec.xml', 'junit', [1, 3, 1], 'price discount takes a percentage', 'spec/price_spec.rb', 10, '180', '190'],
];

test.each(recordings)(
  '%s is read as %s with its totals and the place of a failure',
  (fixture, format, counts, part, file, line, expected, actual) => {
    const results = read(readFixture(fixture), 1, fixture.endsWith('.xml'));
    expect(results.format).toBe(format);
    expect(results.formats).toBeUndefined();
    expect([results.passed, results.failed, results.skipped]).toEqual(counts);
    const failure = results.failures.find(({ name }) => name.includes(part));
    expect(failure?.message).toBeTruthy();
    expect([failure?.file, failure?.line]).toEqual([file, line]);
    if (expected !== undefined)
      expect([failure?.expected, failure?.actual]).toEqual(expect.arrayContaining([expect.stringContaining(expected)]));
    if (actual !== undefined) expect(failure?.actual).toContain(actual);
  },
);

test.each<[string, string, number | undefined, RegExp]>([
  ['mocha-broken.log', 'test/broken.test.js', undefined, /Cannot find module/],
  ['mocha-syntax.log', 'test/broken.test.js', undefined, /SyntaxError/],
  ['tsc.log', 'test/broken.test.ts', 1, /TS2322[\s\S]*TS2307/],
  ['tsc-pretty.log', 'test/broken.test.ts', 1, /TS2322[\s\S]*TS2307/],
  ['unittest.log', 'tests/test_broken.py', 1, /ModuleNotFoundError/],
  ['go.log', 'example.com/shop/broken', 6, /cannot use "text"[\s\S]*undefined: missing/],
  ['go-json.log', 'example.com/shop/broken', 6, /undefined: missing/],
  ['gotestsum.log', 'broken', 6, /cannot use "text"[\s\S]*undefined: missing/],
  ['gotestsum-broken.xml', 'example.com/shop/broken', 6, /cannot use "text"/],
  ['cargo-broken.log', 'tests/broken.rs', 1, /unresolved import[\s\S]*mismatched types/],
  ['maven-broken.log', 'src/test/java/shop/BrokenTest.java', 1, /cannot find symbol[\s\S]*incompatible types/],
  ['gradle-broken.log', 'src/test/java/shop/BrokenTest.java', 1, /cannot find symbol[\s\S]*incompatible types/],
  ['rspec-broken.log', 'spec/broken_spec.rb', 1, /LoadError/],
  ['minitest-broken.log', 'test/broken_test.rb', 1, /LoadError/],
  ['phpunit-broken.log', 'tests/BrokenTest.php', 1, /syntax error/],
  ['dotnet-broken.log', 'test/Shop.Tests/BrokenTests.cs', 7, /CS0029[\s\S]*CS0103/],
  ['exunit-broken.log', 'test/broken_test.exs', 4, /undefined function missing/],
  ['xctest-broken.log', 'Tests/ShopTests/BrokenTests.swift', 5, /cannot convert value/],
])('%s: what did not load or compile is a kind of its own', (fixture, name, line, message) => {
  const broken = read(readFixture(fixture), 1, fixture.endsWith('.xml')).failures.filter(
    ({ kind }) => kind === 'collection',
  );
  expect(broken).toMatchObject([
    { name, message: expect.stringMatching(message), ...(line === undefined ? {} : { line }) },
  ]);
});

test.each<[string, ResultFormat]>([
  ['mocha-green.log', 'mocha'],
  ['unittest-green.log', 'unittest'],
  ['go-green.log', 'go test'],
  ['cargo-green.log', 'cargo test'],
  ['maven-green.log', 'maven'],
  ['gradle-green.log', 'gradle'],
  ['rspec-green.log', 'rspec'],
  ['minitest-green.log', 'minitest'],
  ['phpunit-green.log', 'phpunit'],
  ['dotnet-green.log', 'dotnet test'],
  ['ctest-green.log', 'ctest'],
  ['exunit-green.log', 'exunit'],
])('the green recording %s has no failure', (fixture, format) => {
  expect(read(readFixture(fixture), 0)).toMatchObject({ format, passed: 1, failed: 0, failures: [] });
});

test.each([
  ['pytest.log', 'never_gives'],
  ['unittest-buffered.log', 'never_gives'],
  ['go-verbose.log', 'takes_a'],
  ['cargo.log', 'never_gives'],
  ['nextest.log', 'never_gives'],
  ['gradle-full.log', 'neverGives'],
  ['dotnet.log', 'NeverGives'],
  ['xctest.log', 'NeverGives'],
])('%s: what the test printed is kept with it', (fixture, part) => {
  const { failures } = read(readFixture(fixture), 1);
  expect(failures.find(({ name }) => name.includes(part))?.output).toContain('about to ask for');
});

describe('several tools in one log', () => {
  test('FAULT 33: two packages that turbo runs at once, line by line in turn, with the times of Actions', () => {
    const results = read(readFixture('monorepo-actions.log'), 1);
    expect(results).toMatchObject({ formats: ['vitest', 'go test'], passed: 5, failed: 8, skipped: 2 });
    const alone = [...read(readFixture('vitest.log'), 1).failures, ...read(readFixture('go-verbose.log'), 1).failures];
    expect(results.failures.map(({ name }) => name)).toEqual(alone.map(({ name }) => name));
  });

  test('one after the other: both are read, the one that failed names the format', () => {
    const results = read(`${readFixture('vitest-green.log')}\n${readFixture('phpunit.log')}`, 1);
    expect(results).toMatchObject({ format: 'phpunit', formats: ['vitest', 'phpunit'], passed: 3, failed: 3 });
  });

  const first = ['vitest.log', 'jest.log', 'node20-spec.log', 'node20-tap.log', 'pytest.log'];
  const logs = recordings.map(([fixture]) => fixture).filter((fixture) => fixture.endsWith('.log'));

  test.each([...first, ...logs])(
    '%s behind what another tool printed, in groups and with the times of Actions',
    (fixture) => {
      const alone = read(readFixture(fixture), 1);
      const other = readFixture(alone.format === 'vitest' ? 'phpunit-green.log' : 'vitest-green.log');
      const lines = `##[group]Run tests\n${other}\n##[endgroup]\n${readFixture(fixture)}`.split('\n');
      const results = read(lines.map((line) => `2026-11-27T10:00:00.1234567Z ${line}`).join('\n'), 1);
      const placesOf = ({ failures }: typeof alone) => failures.map(({ name, line }) => [name, line]);
      expect(results).toMatchObject({ format: alone.format, passed: alone.passed + 1, failed: alone.failed });
      expect(placesOf(results)).toEqual(placesOf(alone));
    },
  );
});

describe('bad input', () => {
  const logs = [...new Set(recordings.map(([fixture]) => fixture))].filter((fixture) => fixture.endsWith('.log'));

  test.each(logs)('%s cut anywhere still gives a failure, of a test or of the command', (fixture) => {
    const text = readFixture(fixture);
    for (let part = 1; part < 10; part++) {
      const { failures, failed } = read(text.slice(0, (text.length * part) / 10), null);
      expect(failures.length).toBeGreaterThan(0);
      expect(failed).toBeGreaterThan(0);
    }
  });

  test('an empty log, and one of nothing but line ends', () => {
    for (const log of ['', '\n'.repeat(10_000), '\r\n\r\n']) {
      expect(read(log, 1)).toMatchObject({ format: 'exit code', failed: 1 });
    }
  });

  test('FAULT 33: one line of 20 MB without an end costs its start only', () => {
    const log = openLog(null);
    for (let index = 0; index < 20; index++) log.add('x'.repeat(1_000_000));
    expect(log.end().tail.length).toBeLessThan(10_000);
  });

  test('FAULT 33: bytes that are not UTF-8, also where a chunk ends within a character', () => {
    const log = openLog(shopRoot);
    const bytes = Buffer.concat([
      Buffer.from([0xff, 0xfe, 0x0a]),
      Buffer.from(readFixture('vitest.log')),
      Buffer.from([0xc3]),
    ]);
    for (let at = 0; at < bytes.length; at += 7) log.add(bytes.subarray(at, at + 7));
    expect(log.end().printed).toMatchObject([{ format: 'vitest', failed: 4, passed: 2 }]);
  });

  test('ten thousand failures: the total stays true, and the report stays small', () => {
    const lines = Array.from(
      { length: 10_000 },
      (_, index) => `--- FAIL: Test${index} (0.00s)\n    a_test.go:${index}: broke\n`,
    );
    const results = read(`${lines.join('')}FAIL\nFAIL\texample.com/a\t1.0s\n`, 1);
    expect(results.format).toBe('go test');
    expect(Buffer.byteLength(JSON.stringify(results))).toBeLessThan(100 * 1024);
    expect(results.failures.length).toBeGreaterThan(100);
    expect(results.leftOut?.length).toBeGreaterThan(1_000);
  });

  test('a name with a line end in it', () => {
    const results = read(
      '<testsuite name="s"><testcase name="a&#10;b"><failure message="m"/></testcase></testsuite>',
      1,
      true,
    );
    expect(results.failures).toMatchObject([{ name: 's > a\nb' }]);
  });

  test('failures although the command succeeded, and success although it failed', () => {
    expect(read(readFixture('rspec.log'), 0)).toMatchObject({ failed: 3 });
    expect(read(readFixture('rspec-green.log'), 1)).toMatchObject({ failed: 1, failures: [{ name: 'test command' }] });
  });

  test('XML that nests without end, or that declares entities, is passed over', () => {
    expect(read('<testsuites>'.repeat(2000), 1, true).format).toBe('exit code');
    expect(read('<!DOCTYPE a [<!ENTITY b "c">]><testsuite><testcase name="&b;"/></testsuite>', 1, true).format).toBe(
      'exit code',
    );
  });
});
