import { spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { execa } from 'execa';
import { keepEnds } from '../../ci/keep-ends.ts';
import type { Launch } from './sandbox.ts';
import { type Exceeded, watchUsage } from './watch-usage.ts';

export interface CommandRequest extends Launch {
  readonly directory: string;
  readonly timeoutSeconds: number;
  readonly onOutput: (text: string) => void;
  readonly signal: AbortSignal;
}

export interface CommandResult {
  /** Null where the time limit, another limit or a signal ended the command. */
  readonly exitCode: number | null;
  readonly timedOut: boolean;
  /** The limit for which it was ended. */
  readonly exceeded: Exceeded | null;
  /** The output in the order it was written: the start and the end, at most 10 MB. */
  readonly log: Buffer;
  readonly seconds: number;
}

/** What a command may take to end after it was asked to; then it is killed. */
const graceMs = 2_000;
/** A child that left the process group may hold the output open for ever. */
const drainMs = 1_000;
/** An engine that does not answer does not hold a task up. */
const cleanUpMs = 30_000;

/**
 * Runs a command in a process group of its own, and leaves none of that group behind; a sandbox sees to those that
 * leave the group.
 * @throws Error where the program cannot be started; the signal's reason when aborted, after the group has ended.
 */
export async function runCommand(request: CommandRequest): Promise<CommandResult> {
  const { argv, directory, environment, cleanUp, watched, timeoutSeconds, onOutput, signal } = request;
  signal.throwIfAborted();
  const begin = Date.now();
  const [program, ...args] = argv;
  const child = spawn(program, args, {
    cwd: directory,
    env: environment,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = keepEnds();
  const decoder = new TextDecoder();
  child.stdout.on('data', (chunk: Buffer) => {
    log.add(chunk);
    onOutput(decoder.decode(chunk, { stream: true }));
  });
  // A command sends all to standard output: here are only the complaints of what should have started it.
  child.stderr.on('data', (chunk: Buffer) => log.add(chunk));
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once('exit', resolve);
    child.once('error', ({ message }) => reject(new Error(`${program} could not start in ${directory}: ${message}`)));
  });

  const end = () => void endGroup(child.pid, exited);
  const limit = AbortSignal.timeout(timeoutSeconds * 1000);
  const endings = [signal, limit];
  for (const ending of endings) ending.addEventListener('abort', end);
  const done = new AbortController();
  const watching = watched && child.pid ? watchUsage(child.pid, watched, done.signal) : Promise.resolve(null);
  const overLimit = watching.then((exceeded) => {
    if (exceeded !== null) signalGroup(child.pid, 'SIGKILL');
    return exceeded;
  });
  try {
    const exitCode = await exited;
    signalGroup(child.pid, 'SIGKILL');
    await Promise.race([closed, wait(drainMs, undefined, { ref: false })]);
    child.stdout.destroy();
    child.stderr.destroy();
    signal.throwIfAborted();
    done.abort();
    const exceeded = await overLimit;
    const timedOut = limit.aborted && exitCode !== 0;
    const ended = timedOut || exceeded !== null;
    const seconds = (Date.now() - begin) / 1000;
    return { exitCode: ended ? null : exitCode, timedOut, exceeded, log: log.read(), seconds };
  } finally {
    done.abort();
    for (const ending of endings) ending.removeEventListener('abort', end);
    if (cleanUp !== null) await endLeft(cleanUp, environment);
  }
}

async function endGroup(pid: number | undefined, exited: Promise<unknown>): Promise<void> {
  signalGroup(pid, 'SIGTERM');
  await Promise.race([exited, wait(graceMs, undefined, { ref: false })]);
  signalGroup(pid, 'SIGKILL');
}

function signalGroup(pid: number | undefined, name: 'SIGTERM' | 'SIGKILL'): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, name);
  } catch (error) {
    // Nobody of the group is left.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** Mostly nothing is left, which engines call a failure: it makes no difference. */
async function endLeft([program, ...args]: NonNullable<Launch['cleanUp']>, env: Launch['environment']): Promise<void> {
  await execa(program, args, { env, extendEnv: false, reject: false, timeout: cleanUpMs, stdio: 'ignore' });
}
