import type { TestFailure } from '../test-report.ts';
import { boundedLines } from './bounded-lines.ts';
import { createClock } from './clock.ts';
import { collectBlocks } from './collect-blocks.ts';
import { collectFailures } from './collect-failures.ts';
import { nodeTestFailure } from './node-test-failure.ts';
import { createNodeTotals } from './node-test-totals.ts';
import { dedent } from './read-trace.ts';
import type { ResultReader } from './result-reader.ts';

const suiteStart = /^( *)▶ (.+)$/;
const result = /^( *)([✔✖﹣]) (\S.*) \(\d{1,12}(?:\.\d{1,9})?ms\)(?: # .*)?$/;
const listHeader = '✖ failing tests:';
const declaration = /^test at (.+)$/;
/** Enough for one stack trace with its error, and for the tests of any real run. */
const linesBeforeCrash = 60;
const mostLeaves = 20_000;

export const nodeSpecSign =
  /^(?: {0,40}▶ \S| {0,40}[✔✖﹣] \S.{0,3000} \(\d[\d.]{0,20}ms\)|✖ failing tests:$|ℹ [a-z_]{1,20} \d|test at \S)/;

interface Leaf {
  readonly path: readonly string[];
  readonly before: readonly string[];
}

/**
 * Reads the spec reporter of `node --test` (fixtures: Node 20 and 24). It prints a tree of names, and at the end a list
 * of the failures with their errors but without their suites; the two are put together in their order.
 */
export function readNodeSpec(): ResultReader {
  const failures = collectFailures();
  const totals = createNodeTotals('ℹ');
  const clock = createClock();
  const leaves: Leaf[] = [];
  const open: string[] = [];
  const before = boundedLines(linesBeforeCrash * 2);
  let inList = false;
  let location = '';
  const blocks = collectBlocks<{ name: string; location: string }>((heading, body) => {
    const index = leaves.findIndex(({ path }) => path.at(-1) === heading.name);
    const [leaf] = index === -1 ? [] : leaves.splice(index, 1);
    const text = dedent(body.join('\n'));
    failures.add(
      nodeTestFailure({
        path: leaf?.path ?? [heading.name],
        before: leaf?.before ?? [],
        location: heading.location,
        text,
      }),
    );
  });

  const readTree = (line: string) => {
    const suite = suiteStart.exec(line);
    const [, indent, mark, name] = result.exec(line) ?? [];
    if (suite) {
      open.length = Math.min(open.length, (suite[1] ?? '').length / 2);
      open.push(suite[2] ?? '');
    } else if (indent !== undefined && name !== undefined) {
      const depth = indent.length / 2;
      const closesSuite = open.length > depth && open[depth] === name;
      open.length = Math.min(open.length, depth);
      const lines = before.take();
      if (mark === '✖' && !closesSuite && leaves.length < mostLeaves) {
        leaves.push({ path: [...open, name], before: lines.slice(-linesBeforeCrash) });
      }
    } else before.add(line);
  };

  const readList = (line: string) => {
    const declared = declaration.exec(line)?.[1];
    const [, indent, mark, name] = result.exec(line) ?? [];
    if (declared !== undefined) location = declared;
    else if (indent === '' && mark === '✖' && name !== undefined) blocks.open({ name, location });
    // Errors are indented; what stands at the margin is of another program.
    else if (line === '' || line.startsWith('  ')) blocks.add(line);
  };

  return {
    get isIdle() {
      return !blocks.isOpen;
    },
    line(line) {
      const isTotal = totals.line(line);
      if (line === listHeader) inList = true;
      else if (isTotal || suiteStart.test(line)) {
        // Another package's run begins with its own tree.
        blocks.close();
        inList = false;
      }
      if (inList) readList(line);
      else readTree(line);
    },
    end() {
      blocks.close();
      // Without a list, which a cut log lacks, only the names are known.
      if (failures.count === 0) for (const leaf of leaves) failures.add(bare(leaf));
      if (!totals.has && failures.count === 0) return null;
      clock.add(totals.duration);
      return { format: 'node-test', ...totals.read(failures.count), failures: failures.all(), ...clock.read() };
    },
  };
}

function bare(leaf: Leaf): TestFailure {
  return nodeTestFailure({ ...leaf, location: '', text: '' });
}
