import { cleanLines } from './clean-log.ts';
import { keepTail } from './keep-tail.ts';
import { lineBlocks } from './line-blocks.ts';
import { readLines } from './parse-results/read-lines.ts';
import type { TestResults } from './test-report.ts';

/** What a log said. */
export interface LogReading {
  /** One for each tool that was recognised. */
  readonly printed: readonly TestResults[];
  /** The last lines, cleaned. */
  readonly tail: string;
}

export interface OpenLog {
  add(chunk: Uint8Array | string): void;
  end(): LogReading;
}

const tailLength = 16_000;

/**
 * Reads a log as it comes, in one pass and in bounded memory however long it is.
 * @param root the folder that the tests ran in, or null; paths below it are made relative.
 */
export function openLog(root: string | null): OpenLog {
  const results = readLines();
  const tail = keepTail(tailLength);
  const take = (cleaned: string) => {
    const line = root === null ? cleaned : makeRelative(cleaned, root);
    tail.add(line);
    results.line(line);
  };
  const blocks = lineBlocks((block) => cleanLines(block, take));
  return {
    add: blocks.add,
    end() {
      blocks.end();
      return { printed: results.end(), tail: tail.read() };
    },
  };
}

/** Takes the folder of the run out of the paths below it. */
export function makeRelative(text: string, root: string): string {
  if (!text.includes(root)) return text;
  return text.replaceAll(`file://${root}/`, '').replaceAll(`${root}/`, '');
}
