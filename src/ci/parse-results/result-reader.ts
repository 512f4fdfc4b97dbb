import type { TestResults } from '../test-report.ts';

/** Reads one format from the lines of a log, one at a time, and keeps little of them. */
export interface ResultReader {
  /** Whether only a line with the format's sign can mean anything to it now. */
  readonly isIdle: boolean;
  /** The next line, cleaned by `cleanLines`. */
  line(line: string): void;
  /** Null where the log turned out not to be of this tool. */
  end(): TestResults | null;
}
