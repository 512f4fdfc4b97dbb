import type { Argv, SandboxLimits } from './sandbox.ts';

/**
 * Each process's own limits, which the kernel holds: no core files, no more data than the whole command may have, and a
 * ceiling of processes. The ceiling is higher than the limit, because older kernels (before 5.14) count what else the
 * user runs. A lower priority leaves the machine to its user.
 */
const script = `
ulimit -c 0
ulimit -d "$1" 2>/dev/null || true
ulimit -u "$2" 2>/dev/null || true
cpus=0-$3
shift 3
if taskset --cpu-list "$cpus" true 2>/dev/null; then set -- taskset --cpu-list "$cpus" "$@"; fi
exec nice -n 5 "$@"
`;

/** The command under the limits that processes inherit and that need no cgroup. */
export function withLimits(argv: Argv, { memoryBytes, processes, cpus }: SandboxLimits): Argv {
  const numbers = [Math.floor(memoryBytes / 1024), 2 * processes, cpus - 1].map(String);
  return ['bash', '--noprofile', '--norc', '-c', script, 'bash', ...numbers, ...argv];
}
