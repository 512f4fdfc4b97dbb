import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { SandboxLimits } from './sandbox.ts';

export type Exceeded = 'memory' | 'processes';

/** How long a command may be over its limits before anybody sees it. */
const lookMs = 250;

/**
 * Looks at a process and all its descendants until they exceed a limit or the signal aborts. The kernel's own limits are
 * for each process; this is for all together, where no cgroup can be had.
 * @returns what was exceeded; null after the signal.
 */
export async function watchUsage(root: number, limits: SandboxLimits, signal: AbortSignal): Promise<Exceeded | null> {
  while (!signal.aborted) {
    const processes = descendants(await readProcesses(), root);
    if (processes.length > limits.processes) return 'processes';
    const resident = sum(processes.map(({ resident }) => resident));
    // Pages that several processes share count for each of them: ask more closely, which costs more.
    if (resident > limits.memoryBytes) {
      const shares = await Promise.all(processes.map(({ pid, resident }) => proportional(pid, resident)));
      if (sum(shares) > limits.memoryBytes) return 'memory';
    }
    await wait(lookMs, undefined, { ref: false, signal }).catch(() => undefined);
  }
  return null;
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  /** Bytes. */
  readonly resident: number;
}

async function readProcesses(): Promise<Process[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  return (await Promise.all(pids.map(readProcess))).filter((process) => process !== null);
}

/** https://man7.org/linux/man-pages/man5/proc_pid_status.5.html; null where the process has ended meanwhile. */
async function readProcess(name: string): Promise<Process | null> {
  const status = await readFile(`/proc/${name}/status`, 'utf8').catch(() => '');
  const parent = /^PPid:\s+(\d+)$/m.exec(status)?.[1];
  const resident = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? '0';
  return parent === undefined ? null : { pid: Number(name), parent: Number(parent), resident: Number(resident) * 1024 };
}

function descendants(processes: readonly Process[], root: number): Process[] {
  const children = new Map<number, Process[]>();
  for (const process of processes) {
    const siblings = children.get(process.parent);
    if (siblings) siblings.push(process);
    else children.set(process.parent, [process]);
  }
  const found = processes.filter(({ pid }) => pid === root);
  // The list grows while it is walked.
  for (const { pid } of found) found.push(...(children.get(pid) ?? []));
  return found;
}

/** A process's share of the memory that it uses, in bytes. */
async function proportional(pid: number, otherwise: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  const share = /^Pss:\s+(\d+) kB$/m.exec(text)?.[1];
  return share === undefined ? otherwise : Number(share) * 1024;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
