import { fileView } from './file-view.ts';
import type { Argv, Sandbox } from './sandbox.ts';
import { withLimits } from './with-limits.ts';

/** Of shared memory, in bytes: what browsers and databases need. */
const sharedMemory = 64 * 1024 * 1024;

/** A process whose user is the machine's root could write the kernel's settings there. */
const kernelSettings = ['/proc/bus', '/proc/fs', '/proc/irq', '/proc/sys', '/proc/sysrq-trigger'];

/** bubblewrap: a file system of its own, and its own processes, network and rights. */
export const bubblewrapSandbox: Sandbox = {
  name: 'bubblewrap',
  description: 'in a sandbox (bubblewrap)',
  async launch(job) {
    const { mounts, links, environment } = await fileView(job);
    const argv: Argv = [
      'bwrap',
      ...['--unshare-all', ...(job.network ? ['--share-net'] : [])],
      ...['--die-with-parent', '--new-session', '--cap-drop', 'ALL'],
      ...['--proc', '/proc', ...kernelSettings.flatMap((path) => ['--ro-bind-try', path, path])],
      ...['--dev', '/dev', '--size', String(sharedMemory), '--tmpfs', '/dev/shm', '--remount-ro', '/dev'],
      ...links.flatMap(({ target, at }) => ['--symlink', target, at]),
      ...mounts.flatMap(({ from, at, writable }) => [writable ? '--bind' : '--ro-bind', from, at]),
      ...['--remount-ro', '/', '--chdir', job.tree, '--'],
      ...withLimits(job.argv, job.limits),
    ];
    return { argv, environment, cleanUp: null, watched: job.limits };
  },
};
