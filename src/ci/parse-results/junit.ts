import { cleanLog } from '../clean-log.ts';
import type { TestFailure, TestResults } from '../test-report.ts';
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
  const cases = documents.flatMap((document) => testCases(readXml(document) ?? [], []));
  if (cases.length === 0) return null;
  // jest-junit reports a broken file twice.
  const failures = new Map<string, TestFailure>();
  let skipped = 0;
  let passed = 0;
  for (const test of cases) {
    const problem = test.element.children.find(({ tag }) => tag === 'failure' || tag === 'error');
    if (problem !== undefined) {
      const failure = readFailure(test, problem);
      const key = `${failure.file ?? ''}\0${failure.name}`;
      if (!failures.has(key)) failures.set(key, failure);
    } else if (test.element.children.some(({ tag }) => tag === 'skipped')) skipped++;
    else passed++;
  }
  return { format: 'junit', passed, failed: failures.size, skipped, failures: [...failures.values()] };
}

function testCases(elements: readonly XmlElement[], suites: readonly XmlElement[]): TestCase[] {
  return elements.flatMap((element) => {
    if (element.tag === 'testcase') return [{ element, suites }];
    return testCases(element.children, element.tag === 'testsuite' ? [...suites, element] : suites);
  });
}

function readFailure(test: TestCase, problem: XmlElement): TestFailure {
  const { message, ...details } = readProblem(problem, statedFile(test));
  const { file } = details;
  const isBroken = isBrokenFile(test, problem);
  return {
    kind: isBroken ? 'collection' : problem.tag === 'error' ? 'error' : 'failed',
    name: isBroken && file !== undefined ? file : fullName(test, file),
    message,
    ...details,
  };
}

const sourceFile = /^[^\s:]{1,400}\.[a-z]{1,5}$/i;
const looksLikeFile = (name: string | undefined) =>
  name !== undefined && sourceFile.test(name) && /[/]|\.[cm]?[jt]sx?$/.test(name);

/** The file, where an attribute says it. */
function statedFile({ element, suites }: TestCase): string | undefined {
  const { file, classname, name } = element.attributes;
  const ofSuites = suites.flatMap(({ attributes }) => [attributes.file, attributes.filepath, attributes.name]);
  return file ?? [classname, name, ...ofSuites.reverse()].find(looksLikeFile);
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
  if (suites.length > 1 || classname === 'test' || classname === '') {
    const names = suites.flatMap(({ attributes }) => attributes.name ?? []).filter((suite) => !looksLikeFile(suite));
    return [...names, name].join(' > ');
  }
  const owner = withoutModule(classname, file);
  return owner === '' || owner === name || looksLikeFile(owner) ? name.trim() : `${owner} > ${name.trim()}`;
}

/** `tests.test_price.TestPrice` in tests/test_price.py is TestPrice. */
function withoutModule(classname: string, file: string | undefined): string {
  const module = file?.replace(/\.py$/, '').replaceAll('/', '.');
  if (module === undefined || !file?.endsWith('.py')) return classname;
  return `${classname}.`.startsWith(`${module}.`) ? classname.slice(module.length + 1) : classname;
}

const pytestMark = /^E {3}/m;
/** Characters of one failure that are looked at; a test may well have printed megabytes. */
const longestText = 20_000;
const longestMessage = 4_000;

function readProblem(problem: XmlElement, file: string | undefined) {
  const whole = cleanLog(problem.text.slice(0, longestText));
  if (pytestMark.test(whole)) return readPytestBody(whole, file);
  const cause = nodeCause(whole);
  const { message, frames } = readTrace(cause ?? whole);
  const stated = cleanLog((problem.attributes.message ?? '').slice(0, longestMessage));
  const isSaid = cause !== null || stated.split('\n').every((line) => message.includes(line.trim()));
  return {
    message: dedent(isSaid ? message : `${stated}\n${message}`),
    ...placeOf(frames, file),
    ...shortTrace(frames),
  };
}

/** Node wraps the error, `Error [ERR_TEST_FAILURE]: … { cause: AssertionError …`, and only the cause tells something. */
function nodeCause(text: string): string | null {
  const start = text.indexOf('\n  cause: ');
  return start === -1 ? null : dedent(`  ${text.slice(start + '\n  cause: '.length)}`);
}
