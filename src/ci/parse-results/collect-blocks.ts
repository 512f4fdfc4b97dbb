import { boundedLines } from './bounded-lines.ts';

/** The lines below one heading at a time. */
export interface Blocks<Heading> {
  readonly isOpen: boolean;
  /** Ends the block before. */
  open(heading: Heading): void;
  /** Ignored where no block is open. */
  add(line: string): void;
  close(): void;
}

/** No failure is that long: what comes is no longer about it, though its end was not seen. */
const mostLines = 1_000;

/** Gives each heading with the lines below it to `done`, when the next one comes or the block is closed. */
export function collectBlocks<Heading>(done: (heading: Heading, body: string[]) => void): Blocks<Heading> {
  let heading: { readonly value: Heading } | null = null;
  const lines = boundedLines();
  let count = 0;
  const close = () => {
    if (heading === null) return;
    const { value } = heading;
    heading = null;
    done(value, lines.take());
  };
  return {
    get isOpen() {
      return heading !== null;
    },
    open(next) {
      close();
      heading = { value: next };
      count = 0;
    },
    add(line) {
      if (heading === null) return;
      lines.add(line);
      if (++count > mostLines) close();
    },
    close,
  };
}
