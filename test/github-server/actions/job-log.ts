import type { StepRecord } from '../state/run.ts';

/** Writes what a step prints as Actions does: a time before each line, bytes as they came. */
export interface JobLog {
  write(chunk: Buffer): void;
  line(text: string): void;
  /** Ends a last line that has no end of its own. */
  end(): void;
}

export function createLog(step: StepRecord): JobLog {
  const chunks: Buffer[] = [step.log];
  let rest = Buffer.alloc(0);
  const push = (line: Buffer) => {
    // Actions writes seven digits of a second.
    const time = new Date().toISOString().replace('Z', '0000Z ');
    chunks.push(Buffer.concat([Buffer.from(time), line, Buffer.from('\n')]));
  };
  return {
    write(chunk) {
      rest = Buffer.concat([rest, chunk]);
      for (let end = rest.indexOf(10); end !== -1; end = rest.indexOf(10)) {
        push(rest.subarray(0, end));
        rest = rest.subarray(end + 1);
      }
    },
    line(text) {
      push(Buffer.from(text));
    },
    end() {
      if (rest.length > 0) push(rest);
      rest = Buffer.alloc(0);
      step.log = Buffer.concat(chunks);
      chunks.splice(0, chunks.length, step.log);
    },
  };
}
