import { spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { keepEnds } from '../../ci/keep-ends.ts';

export interface CommandRequest {
  /** For bash, under the options that Actions gives it: it stops at the first command that fails, also in a pipe. */
  readonly command: string;
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly onOutput: (text: string) => void;
  readonly signal: AbortSignal;
}

export interface CommandResult {
  /** Null where the time limit or another signal ended the command. */
  readonly exitCode: number | null;
  readonly timedOut: boolean;
  /** Standard output and error in the order they were written: the start and the end, at most 10 MB. */
  readonly log: Buffer;
  readonly seconds: number;
}

/** What a command may take to end after it was asked to; then it is killed. */
const graceMs = 2_000;
/** A child that left the process group may hold the output open for ever. */
const drainMs = 1_000;

const options = ['--noprofile', '--norc'];
/** Both streams into one pipe, so that their order stays. */
const script = `exec bash ${options.join(' ')} -eo pipefail -c "$1" 2>&1`;

/**
 * Runs a command in a process group of its own, and leaves none of that group behind.
 * @throws Error where bash cannot be started; the signal's reason when aborted, after the group has ended.
 */
export async function runCommand(request: CommandRequest): Promise<CommandResult> {
  const { command, directory, environment, timeoutSeconds, onOutput, signal } = request;
  signal.throwIfAborted();
  const begin = Date.now();
  const child = spawn('bash', [...options, '-c', script, 'bash', command], {
    cwd: directory,
    env: environment,
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const log = keepEnds();
  const decoder = new TextDecoder();
  child.stdout.on('data', (chunk: Buffer) => {
    log.add(chunk);
    onOutput(decoder.decode(chunk, { stream: true }));
  });
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once('exit', resolve);
    child.once('error', (error) => reject(new Error(`bash could not be started in ${directory}: ${error.message}`)));
  });

  const end = () => void endGroup(child.pid, exited);
  const limit = AbortSignal.timeout(timeoutSeconds * 1000);
  const endings = [signal, limit];
  for (const ending of endings) ending.addEventListener('abort', end);
  try {
    const exitCode = await exited;
    signalGroup(child.pid, 'SIGKILL');
    await Promise.race([closed, wait(drainMs, undefined, { ref: false })]);
    child.stdout.destroy();
    signal.throwIfAborted();
    const timedOut = limit.aborted && exitCode !== 0;
    return { exitCode: timedOut ? null : exitCode, timedOut, log: log.read(), seconds: (Date.now() - begin) / 1000 };
  } finally {
    for (const ending of endings) ending.removeEventListener('abort', end);
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
