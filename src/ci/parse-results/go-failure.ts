import type { TestFailure } from '../test-report.ts';
import { dedent, placeOf, readTrace, shortTrace } from './read-trace.ts';

export interface GoFailure {
  readonly package: string;
  /** Empty where the package failed outside of any test. */
  readonly test: string;
  readonly lines: readonly string[];
}

export const goCompileError = /^(?:vet: )?(?:\.\/)?(\S{1,400}\.go):(\d{1,7}):(?:\d{1,7}:)? (.+)$/;

/** A package that did not compile, with what the compiler said of it. */
export function goBuildFailure(name: string, lines: readonly string[], why: string): TestFailure {
  const [, file, line] = lines.map((text) => goCompileError.exec(text)).find((match) => match !== null) ?? [];
  return {
    kind: 'collection',
    name,
    ...(file === undefined ? {} : { file, line: Number(line) }),
    message: lines.join('\n').trim() || why,
  };
}

/** What t.Error and t.Fatal print: a base name, a line and the message, further lines more indented. */
const said = /^( *)(\S{1,200}\.go):(\d{1,7}): ?(.*)$/;
const panic = /^panic: /;

/** @param module the path of the module, which no path in the work tree has. */
export function goFailure({ package: owner, test, lines }: GoFailure, module: string): TestFailure {
  const folder = owner.startsWith(`${module}/`) ? `${owner.slice(module.length + 1)}/` : '';
  const name = test === '' ? owner : test.split('/').join(' > ');
  const panicAt = lines.findIndex((line) => panic.test(line));
  if (panicAt !== -1 || test === '') return fromPanic(name, test, lines, Math.max(panicAt, 0), folder);
  const [, , base, line] = lines.map((text) => said.exec(text)).find((match) => match !== null) ?? [];
  const { messages, output } = splitOutput(lines);
  return {
    kind: 'failed',
    name,
    ...(base === undefined ? {} : { file: base.includes('/') ? base : folder + base, line: Number(line) }),
    message: messages.trim() || 'The test failed without a message.',
    output,
  };
}

/** Parts the messages, without their places, from what the test printed. */
function splitOutput(lines: readonly string[]): { messages: string; output: string } {
  const messages: string[] = [];
  const output: string[] = [];
  let indent = -1;
  for (const line of lines) {
    const [, margin, , , text] = said.exec(line) ?? [];
    if (margin !== undefined && text !== undefined) {
      indent = margin.length;
      messages.push(text);
    } else if (indent >= 0 && line.startsWith(' '.repeat(indent + 4))) messages.push(line.slice(indent + 4));
    else {
      indent = -1;
      output.push(line);
    }
  }
  return { messages: messages.join('\n'), output: output.join('\n') };
}

function fromPanic(name: string, test: string, lines: readonly string[], start: number, folder: string): TestFailure {
  const { message, frames } = readTrace(lines.slice(start).join('\n'));
  const own = frames.filter(({ file }) => !file.includes('/src/runtime/') && !file.includes('/src/testing/'));
  const [first = ''] = dedent(message).split('\n\n');
  const inTest = own.find(({ file }) => file.endsWith('_test.go') && file.includes(folder));
  return {
    kind: test === '' ? 'error' : 'failed',
    name,
    message: first.replace(/ \[recovered\]\n[\s\S]*$/, ''),
    ...(inTest === undefined ? placeOf(own) : { file: inTest.file, line: inTest.line }),
    ...shortTrace(own),
    output: lines.slice(0, start).join('\n'),
  };
}

const hosted =
  /^(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)\/[^/]{1,100}\/[^/]{1,100}(?:\/v\d{1,3}(?=\/|$))?/;

/** The path of the module that packages belong to: what a host's repository is called, else what they have in common. */
export function goModule(packages: readonly string[]): string {
  const [first = ''] = packages;
  const known = hosted.exec(first)?.[0];
  if (known !== undefined) return known;
  if (packages.length < 2) return first;
  let common = first.split('/');
  for (const name of packages) {
    const parts = name.split('/');
    const length = common.findIndex((part, index) => part !== parts[index]);
    common = length === -1 ? common : common.slice(0, length);
  }
  return common.join('/');
}
