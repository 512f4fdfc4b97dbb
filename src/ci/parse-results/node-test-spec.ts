import type { TestFailure } from '../test-report.ts';
import { nodeTestFailure } from './node-test-failure.ts';
import { dedent } from './read-trace.ts';

const suiteStart = /^( *)▶ (.+)$/;
const result = /^( *)([✔✖﹣]) (.+) \(\d{1,12}(?:\.\d{1,9})?ms\)(?: # .*)?$/;
const listHeader = '✖ failing tests:';
const declaration = /^test at (.+)$/;
/** Enough for one stack trace with its error. */
const linesBeforeCrash = 60;

interface Leaf {
  readonly path: readonly string[];
  readonly before: readonly string[];
}

/**
 * The spec reporter prints a tree of names, and at the end a list of the failures with their errors but without their
 * suites; the two are put together in their order.
 */
export function readSpecFailures(lines: readonly string[]): TestFailure[] {
  const header = lines.indexOf(listHeader);
  const leaves = readTree(header === -1 ? lines : lines.slice(0, header));
  if (header === -1) return leaves.map((leaf) => nodeTestFailure({ ...leaf, location: '', text: '' }));
  return readList(lines.slice(header + 1)).map(({ name, location, text }) => {
    const index = leaves.findIndex(({ path }) => path.at(-1) === name);
    const [leaf] = index === -1 ? [] : leaves.splice(index, 1);
    return nodeTestFailure({ path: leaf?.path ?? [name], before: leaf?.before ?? [], location, text });
  });
}

function readTree(lines: readonly string[]): Leaf[] {
  const leaves: Leaf[] = [];
  const open: string[] = [];
  let afterLast = 0;
  for (const [index, line] of lines.entries()) {
    const suite = suiteStart.exec(line);
    const [, indent, mark, name] = result.exec(line) ?? [];
    if (suite) {
      open.length = Math.min(open.length, (suite[1] ?? '').length / 2);
      open.push(suite[2] ?? '');
    } else if (indent !== undefined && name !== undefined) {
      const depth = indent.length / 2;
      const closesSuite = open.length > depth && open[depth] === name;
      open.length = Math.min(open.length, depth);
      const before = lines.slice(Math.max(afterLast, index - linesBeforeCrash), index);
      if (mark === '✖' && !closesSuite) leaves.push({ path: [...open, name], before });
      afterLast = index + 1;
    }
  }
  return leaves;
}

function readList(lines: readonly string[]): { name: string; location: string; text: string }[] {
  const failures: { name: string; location: string; body: string[] }[] = [];
  let location = '';
  for (const line of lines) {
    const declared = declaration.exec(line)?.[1];
    const [, indent, mark, name] = result.exec(line) ?? [];
    if (declared !== undefined) location = declared;
    else if (indent === '' && mark === '✖' && name !== undefined) failures.push({ name, location, body: [] });
    // Errors are indented; what stands at the margin is of another program.
    else if (line === '' || line.startsWith('  ')) failures.at(-1)?.body.push(line);
  }
  return failures.map(({ name, location, body }) => ({ name, location, text: dedent(body.join('\n')) }));
}
