import type { Control, GoOnFrom, Message } from '../../src/tasks/control.ts';
import type { Steps } from '../../src/tasks/steps.ts';

interface RecordedStep {
  readonly name: string;
  /** The result as JSON, as a database keeps it. */
  readonly result: string;
}

export interface InMemorySteps extends Steps {
  /** The names of the steps that are recorded, in order. */
  names(): string[];
  /** What a recovered task would receive: the first `count` recorded steps are answered from the record. */
  replay(count?: number): InMemorySteps;
}

const largestResult = 256 * 1024;

/** In an object, because a step may return nothing, for which JSON has no word. */
const asJson = (result: unknown) => JSON.stringify({ result });

/** Work that fails because the task was stopped fails with the stop, whatever the work made of it. */
async function endsWith<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}

/**
 * Steps that keep their record in memory and hold callers to the contract: results survive JSON and stay under 256 KB,
 * a replay asks for the same steps in the same order, and once the signal aborts, steps fail with its reason.
 */
export function inMemorySteps(
  signal: AbortSignal = new AbortController().signal,
  before: readonly RecordedStep[] = [],
): InMemorySteps {
  const record: RecordedStep[] = [];
  return {
    async run<T>(name: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
      const recorded = before[record.length];
      if (recorded !== undefined && recorded.name !== name) {
        throw new Error(`The replay asks for step "${name}" where "${recorded.name}" is recorded.`);
      }
      if (recorded === undefined) signal.throwIfAborted();
      const result = recorded === undefined ? asJson(await endsWith(signal, work(signal))) : recorded.result;
      if (Buffer.byteLength(result) > largestResult) {
        throw new Error(`Step "${name}" returned ${Buffer.byteLength(result)} bytes, more than a step may return.`);
      }
      record.push({ name, result });
      return JSON.parse(result).result;
    },
    names: () => record.map((step) => step.name),
    replay: (count = record.length) => inMemorySteps(signal, record.slice(0, count)),
  };
}

export interface InMemoryControl extends Control {
  /** Puts a message behind those that wait already. */
  deliver(message: Message): void;
  /** What the task sent to others. */
  readonly sent: readonly { readonly taskId: string; readonly message: Message }[];
  /** The tasks that it let go on. */
  readonly goneOn: readonly { readonly taskId: string; readonly from: GoOnFrom }[];
}

/** What is said of tasks beside the one that is controlled. */
export interface OtherTasks extends Pick<Control, 'hasEnded'> {
  /** Whether its record has the place that it is to go on from. */
  canGoOn(from: GoOnFrom): boolean;
}

/**
 * Hands out the messages in turn; null stands for a wait in which nothing came, and so does the end of the list. Its
 * clock starts at 0 and moves only by waits in vain, so that an hour of polling takes no time.
 */
export function inMemoryControl(
  messages: readonly (Message | null)[] = [],
  { canGoOn = () => true, hasEnded = async () => true }: Partial<OtherTasks> = {},
): InMemoryControl {
  const waiting = [...messages];
  const sent: { taskId: string; message: Message }[] = [];
  const goneOn: { taskId: string; from: GoOnFrom }[] = [];
  let milliseconds = 0;
  return {
    async receive(timeoutSeconds) {
      const message = waiting.shift() ?? null;
      if (message === null) milliseconds += timeoutSeconds * 1000;
      return message;
    },
    async send(taskId, message) {
      sent.push({ taskId, message });
    },
    async goOn({ id }, from) {
      const goesOn = canGoOn(from);
      if (goesOn) goneOn.push({ taskId: id, from });
      return goesOn;
    },
    hasEnded,
    now: async () => milliseconds,
    deliver: (message) => void waiting.push(message),
    sent,
    goneOn,
  };
}
