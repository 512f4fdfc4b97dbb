import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobLog } from './job-log.ts';

export interface ShellRequest {
  readonly script: string;
  readonly shell: string | undefined;
  readonly workingDirectory: string;
  /** All that the process sees. */
  readonly environment: Readonly<Record<string, string>>;
  readonly temporaryDirectory: string;
  /** Kills the script and all that it started. */
  readonly signal: AbortSignal;
}

/** The commands of https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax (steps.shell) */
const shells = new Map([
  ['default', ['bash', '-e']],
  ['bash', ['bash', '--noprofile', '--norc', '-eo', 'pipefail']],
  ['sh', ['sh', '-e']],
]);

/** Runs a `run:` script in a process group of its own and returns its exit code, null when it was killed. */
export async function runShell(request: ShellRequest, log: JobLog): Promise<number | null> {
  const [command, ...args] = shells.get(request.shell ?? 'default') ?? [];
  if (command === undefined) throw new Error(`The local GitHub does not support the shell ${request.shell}.`);
  const file = join(request.temporaryDirectory, 'script.sh');
  await writeFile(file, request.script);
  const child = spawn(command, [...args, file], {
    cwd: request.workingDirectory,
    env: request.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  child.stdout.on('data', (chunk: Buffer) => log.write(chunk));
  child.stderr.on('data', (chunk: Buffer) => log.write(chunk));
  const kill = () => killGroup(child.pid);
  request.signal.addEventListener('abort', kill, { once: true });
  try {
    if (request.signal.aborted) kill();
    return await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      // A process left in the background holds the pipes: the script has ended all the same.
      child.on('exit', () => kill());
      child.on('close', resolve);
    });
  } finally {
    request.signal.removeEventListener('abort', kill);
  }
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    const isGone = error instanceof Error && 'code' in error && error.code === 'ESRCH';
    if (!isGone) throw error;
  }
}
