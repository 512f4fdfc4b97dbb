import { describe, expect, test } from 'vitest';
import { cleanLog } from '../../../src/ci/clean-log.ts';
import { parseResults } from '../../../src/ci/parse-results/parse-results.ts';
import { readFixture } from '../read-fixture.ts';

const log = (name: string) => cleanLog(readFixture(name));

describe('parseResults', () => {
  test('prefers JUnit to what was printed', () => {
    const results = parseResults({ junit: [readFixture('vitest.xml')], log: log('jest.log'), exitCode: 1 });
    expect(results).toMatchObject({ format: 'junit', failed: 4 });
  });

  test('adds the documents of several packages up', () => {
    const junit = [readFixture('vitest.xml'), readFixture('pytest.xml')];
    expect(parseResults({ junit, log: '', exitCode: 1 })).toMatchObject({ passed: 5, failed: 9, skipped: 2 });
  });

  test('adds the summaries of several packages up', () => {
    const green = log('vitest-green.log');
    expect(parseResults({ junit: [], log: `${green}\n${green}`, exitCode: 0 })).toMatchObject({ passed: 2, failed: 0 });
  });

  test('takes the tool that failed where a command runs two', () => {
    const both = `${log('vitest-green.log')}\n${log('pytest.log')}`;
    expect(parseResults({ junit: [], log: both, exitCode: 1 })).toMatchObject({ format: 'pytest', failed: 5 });
  });

  test('takes from the log what a green JUnit file leaves out', () => {
    const junit = ['<testsuites><testsuite name="a"><testcase name="b"/></testsuite></testsuites>'];
    const results = parseResults({ junit, log: log('jest.log'), exitCode: 1 });
    expect(results).toMatchObject({ format: 'junit', passed: 1, failed: 4 });
    expect(results.failures).toHaveLength(4);
  });

  test('takes from the log why a file could not be loaded, which the XML of node does not say', () => {
    const junit = [readFixture('node24.xml').replaceAll('/home/runner/work/shop/shop/', '')];
    const results = parseResults({ junit, log: log('node24-spec.log'), exitCode: 1 });
    expect(results.failures[0]).toMatchObject({ kind: 'collection', message: expect.stringContaining('missing.js') });
  });

  test('what npm says behind the list of node --test is not part of a failure', () => {
    const noisy = `${log('node24-spec.log')}\nnpm error Lifecycle script \`test\` failed\nnpm error at /home/x.js:1:2\n`;
    const { failures } = parseResults({ junit: [], log: noisy, exitCode: 1 });
    expect(JSON.stringify(failures)).not.toContain('npm error');
  });

  test('an unknown tool is judged by its exit code', () => {
    expect(parseResults({ junit: [], log: 'All good', exitCode: 0 })).toEqual({
      format: 'exit code',
      passed: 0,
      failed: 0,
      skipped: 0,
      failures: [],
    });
    expect(parseResults({ junit: [], log: 'Oh no', exitCode: 3 })).toMatchObject({
      failed: 1,
      failures: [{ kind: 'error', message: expect.stringContaining('exit code 3') }],
    });
  });

  test('a command that fails though its tests pass has a failure too', () => {
    const results = parseResults({ junit: [], log: log('jest-green.log'), exitCode: 1 });
    expect(results).toMatchObject({ format: 'jest', passed: 1, failed: 1, failures: [{ name: 'test command' }] });
  });

  test.each(['', '\n\n', '\0', '⎯'.repeat(5000)])('nothing readable is no error: %j', (nothing) => {
    expect(parseResults({ junit: [nothing], log: nothing, exitCode: null }).failures).toHaveLength(1);
  });

  test('a test that only prints what another tool would is not taken for it', () => {
    const talk = 'expected FAIL and 1 failed\n# pass\nTests are fun: 3 total\n= 1 failed =';
    expect(parseResults({ junit: [], log: talk, exitCode: 0 }).format).toBe('exit code');
  });
});

describe('JUnit that others wrote', () => {
  const parse = (xml: string) => parseResults({ junit: [xml], log: '', exitCode: 1 });
  const suite = (inner: string) => `<testsuite name="S">${inner}</testsuite>`;

  test('entities of its own are refused, unread', () => {
    const bomb = `<!DOCTYPE t [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${suite('<testcase name="&b;"/>')}`;
    expect(parse(bomb).format).toBe('exit code');
  });

  test('the five entities, character references and CDATA are read', () => {
    const xml = suite(
      '<testcase name="a &lt; b &#38;amp; &#x41;"><failure message="x&#10;y"><![CDATA[at <top>]]></failure></testcase>',
    );
    const [failure] = parse(xml).failures;
    expect(failure?.name).toBe('S > a < b &amp; A');
    expect(failure?.message).toBe('x\ny\nat <top>');
  });

  test('nesting without end is refused', () => {
    expect(parse('<testsuite>'.repeat(5000)).format).toBe('exit code');
  });

  test('names such as __proto__ are names only', () => {
    const xml = suite('<testcase __proto__="1" constructor="2" name="n"><failure/></testcase>');
    expect(parse(xml).failures).toHaveLength(1);
    expect(Object.hasOwn(Object.prototype, 'name')).toBe(false);
  });

  test('Surefire: the class stands in front of the method', () => {
    const xml = suite(
      '<testcase classname="org.shop.PriceTest" name="discount"><failure message="expected: 1 but was: 2" type="E">org.E: expected: 1 but was: 2\n\tat org.shop.PriceTest.discount(PriceTest.java:7)\n</failure></testcase>',
    );
    expect(parse(xml).failures).toMatchObject([{ name: 'org.shop.PriceTest > discount', kind: 'failed' }]);
  });

  test('a failure of megabytes costs no more than its start', () => {
    const xml = suite(`<testcase name="n"><failure>${'E    \n'.repeat(200_000)}</failure></testcase>`);
    expect(parse(xml).failures).toHaveLength(1);
  });
});

describe('FAULT 59: time is linear', () => {
  test.each([
    ['one letter', 'x'],
    ['spaces', ' '],
    ['tabs', '\t'],
    ['rules', '_ '],
    ['underscores', '__ a __\n'],
    ['equals', '= '],
    ['frames', 'at a (b.js:1:2)\n'],
    ['half frames', 'at ('],
    ['colons', 'a:1:'],
    ['TAP without ends', '# Subtest: x\nnot ok 1 - x\n  ---\n  error: |-\n'],
    ['spec failures', '✖ a (1ms)\n'],
    ['jest failures', 'FAIL a.test.js\n  ● a › b\n\n'],
    ['vitest failures', ' FAIL  a.test.ts > b\nError\n⎯⎯⎯⎯⎯⎯\n'],
    ['pytest failures', 'FAILED a.py::b[ - ] - c\n'],
    ['counts', '1 a, '],
  ])(
    '%s',
    (_, piece) => {
      const text = piece.repeat(Math.floor(262_144 / piece.length));
      for (const head of ['', 'TAP version 13\n', '✖ failing tests:\n', ' RUN  v4\n', '=== FAILURES ===\n']) {
        parseResults({ junit: [], log: cleanLog(head + text), exitCode: 1 });
      }
    },
    20_000,
  );
});
