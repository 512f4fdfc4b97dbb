import { cleanLog } from '../clean-log.ts';
import type { TestFailure, TestResults } from '../test-report.ts';
import { placeOfAssertion } from './assertion-place.ts';
import { type Clock, createClock } from './clock.ts';
import { collectFailures, keyOf } from './collect-failures.ts';
import { goModule } from './go-failure.ts';
import { leavesOf } from './go-test.ts';
import { readByLanguage, readGoBuild } from './junit-languages.ts';
import { readPytestBody } from './pytest-body.ts';
import { dedent, placeOf, readTrace, shortTrace } from './read-trace.ts';
import { readXml, type XmlElement } from './read-xml.ts';

interface TestCase {
  readonly element: XmlElement;
  /** The suites around it, outermost first. */
  readonly suites: readonly XmlElement[];
}

/**
 * Reads JUnit XML as vitest, jest-junit, pytest, `node --test` and Surefire write it; all documents together make one
 * result. Documents that cannot be read are passed over; null where no test is left.
 */
export function parseJunit(documents: readonly string[]): TestResults | null {
  const roots = documents.map((document) => readXml(document) ?? []);
  const cases = withoutGoParents(roots.flatMap((elements) => testCases(elements, [])));
  if (cases.length === 0) return null;
  const failures = collectFailures();
  const clock = createClock();
  const module = goModule([...new Set(cases.flatMap(({ suites }) => suites.at(-1)?.attributes.name ?? []))]);
  for (const document of roots) addTime(document, clock);
  let skipped = 0;
  let passed = 0;
  for (const test of cases) {
    const problem = test.element.children.find(({ tag }) => tag === 'failure' || tag === 'error');
    if (problem !== undefined) {
      const failure = readFailure(test, problem, module);
      // jest-junit reports a broken file twice.
      if (!failures.has(keyOf(failure))) failures.add(failure);
    } else if (isSkipped(test.element)) skipped++;
    else passed++;
  }
  return { format: 'junit', passed, failed: failures.count, skipped, failures: failures.all(), ...clock.read() };
}

/** A test of Go with subtests only sums them up. */
function withoutGoParents(cases: readonly TestCase[]): TestCase[] {
  const nameOf = ({ element, suites }: TestCase) => `${suites.at(-1)?.attributes.name} ${element.attributes.name}`;
  const leaves = new Set(leavesOf(new Set(cases.filter(isOfGo).map(nameOf))));
  return cases.filter((test) => !isOfGo(test) || leaves.has(nameOf(test)));
}

function isOfGo({ suites }: TestCase): boolean {
  const properties = suites.at(-1)?.children.filter(({ tag }) => tag === 'properties') ?? [];
  return properties.some(({ children }) => children.some(({ attributes }) => attributes.name === 'go.version'));
}

/** ctest says of a test that is switched off only that it is. */
function isSkipped({ children, attributes }: XmlElement): boolean {
  return attributes.status === 'disabled' || children.some(({ tag }) => tag === 'skipped');
}

/** The time of the outermost element that states one. */
function addTime(elements: readonly XmlElement[], clock: Clock): void {
  for (const { tag, attributes, children } of elements) {
    if (tag !== 'testsuites' && tag !== 'testsuite') continue;
    if (attributes.time === undefined) addTime(children, clock);
    else clock.add(attributes.time);
  }
}

function testCases(elements: readonly XmlElement[], suites: readonly XmlElement[]): TestCase[] {
  return elements.flatMap((element) => {
    if (element.tag === 'testcase') return [{ element, suites }];
    return testCases(element.children, element.tag === 'testsuite' ? [...suites, element] : suites);
  });
}

function readFailure(test: TestCase, problem: XmlElement, module: string): TestFailure {
  const build = readGoBuild(problem.text.slice(0, longestText));
  if (build !== null) return build;
  const output = readOutput(test);
  const { line: statedLine, classname = '' } = test.element.attributes;
  const { message, ...details } =
    readByLanguage(cleanLog(problem.text.slice(0, longestText)), classname, module) ??
    readProblem(problem, statedFile(test), output, classname);
  const { file } = details;
  const isBroken = isBrokenFile(test, problem);
  return {
    kind: isBroken ? 'collection' : problem.tag === 'error' ? 'error' : 'failed',
    name: isBroken && file !== undefined ? file : fullName(test, file),
    message,
    ...(/^\d{1,7}$/.test(statedLine ?? '') ? { line: Number(statedLine) } : {}),
    ...details,
    ...(output === '' || details.output !== undefined ? {} : { output }),
  };
}

/** What the test printed, where it is kept with the test; of a suite's nobody knows whose it is. */
function readOutput({ element }: TestCase): string {
  const parts = element.children.filter(({ tag }) => tag === 'system-out' || tag === 'system-err');
  return cleanLog(parts.map(({ text }) => text.slice(0, longestText)).join('\n')).trim();
}

const sourceFile = /^[^\s:]{1,400}\.[a-z]{1,5}$/i;
const looksLikeFile = (name: string | undefined) =>
  name !== undefined && sourceFile.test(name) && /[/]|\.[cm]?[jt]sx?$/.test(name);

/** The file, where an attribute says it. */
function statedFile({ element, suites }: TestCase): string | undefined {
  const { file, classname, name } = element.attributes;
  const ofSuites = suites.flatMap(({ attributes }) => [attributes.file, attributes.filepath, attributes.name]);
  return (file ?? [classname, name, ...ofSuites.reverse()].find(looksLikeFile))
    ?.replace(/^\.\//, '')
    .replace(/:\d{1,7}$/, '');
}

function isBrokenFile({ element }: TestCase, problem: XmlElement): boolean {
  const { name = '', classname } = element.attributes;
  return (
    problem.attributes.message === 'collection failure' ||
    classname === 'Test suite failed to run' ||
    (looksLikeFile(name) && (classname === name || classname === 'test'))
  );
}

/** Node nests suites; pytest, vitest and Surefire give a class, a file or both in front; jest-junit repeats the name. */
function fullName({ element, suites }: TestCase, file: string | undefined): string {
  const { name = '', classname = '' } = element.attributes;
  // PHPUnit nests suites too, but names the class; mocha's own reporter leaves the class empty.
  const isOfSuite = suites.some(({ attributes }) => attributes.name === classname);
  const isEmpty = element.attributes.classname === '' && suites.length === 1;
  if (isEmpty) return name.trim();
  if (classname === 'test' || classname === '' || (suites.length > 1 && !isOfSuite)) {
    const names = suites.flatMap(({ attributes }) => attributes.name ?? []).filter((suite) => !looksLikeFile(suite));
    return [...names, name].join(' > ');
  }
  const owner = withoutModule(classname, file);
  return owner === '' || name.endsWith(owner) || looksLikeFile(owner) ? name.trim() : `${owner} > ${name.trim()}`;
}

/** `tests.test_price.TestPrice` in tests/test_price.py is TestPrice, `spec.price_spec` in spec/price_spec.rb nothing. */
function withoutModule(classname: string, file: string | undefined): string {
  const module = file?.replace(/\.(?:py|rb)$/, '').replaceAll('/', '.');
  if (module === undefined || !/\.(?:py|rb)$/.test(file ?? '')) return classname;
  return `${classname}.`.startsWith(`${module}.`) ? classname.slice(module.length + 1) : classname;
}

const pytestMark = /^E {3}/m;
/** Characters of one failure that are looked at; a test may well have printed megabytes. */
const longestText = 20_000;
const longestMessage = 4_000;

function readProblem(
  problem: XmlElement,
  file: string | undefined,
  output: string,
  classname = '',
): Omit<TestFailure, 'kind' | 'name'> {
  const whole = cleanLog(problem.text.slice(0, longestText));
  if (pytestMark.test(whole)) return readPytestBody(whole.split('\n'), file);
  const cause = nodeCause(whole);
  const { message, frames } = readTrace(cause ?? whole);
  const stated = cleanLog((problem.attributes.message ?? '').slice(0, longestMessage));
  if (`${stated}${whole}`.trim() === '') {
    // ctest has only what the test printed.
    return {
      message: output.slice(0, longestMessage) || 'The test failed without a message.',
      ...placeOfAssertion(output.split('\n')),
    };
  }
  const own = file ?? frames.find((frame) => isClassFile(frame.file, classname))?.file;
  const isSaid = cause !== null || stated.split('\n').every((line) => message.includes(line.trim()));
  return {
    message: withoutTitle(dedent(isSaid ? message : `${stated}\n${message}`), classname),
    ...placeOf(frames, own),
    ...shortTrace(frames),
  };
}

/** The class shop.PriceTest$Discount is in a file PriceTest. */
function isClassFile(file: string, classname: string): boolean {
  const name = classname.split(/[.\\]/).at(-1)?.split('$')[0] ?? '';
  return name !== '' && new RegExp(`(?:^|/)${name.replace(/\W/g, '\\$&')}\\.\\w{1,8}$`).test(file);
}

/** PHPUnit begins each failure with the name of the test. */
function withoutTitle(message: string, classname: string): string {
  return classname !== '' && message.startsWith(`${classname}::`) ? message.replace(/^.*\n/, '') : message;
}

/** Node wraps the error, `Error [ERR_TEST_FAILURE]: … { cause: AssertionError …`, and only the cause tells something. */
function nodeCause(text: string): string | null {
  const start = text.indexOf('\n  cause: ');
  return start === -1 ? null : dedent(`  ${text.slice(start + '\n  cause: '.length)}`);
}
