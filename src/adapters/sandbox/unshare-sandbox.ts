import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileView } from './file-view.ts';
import type { Argv, Sandbox } from './sandbox.ts';
import { unshareScript } from './unshare-script.ts';
import { groupNumber, userNumber } from './user-number.ts';
import { withLimits } from './with-limits.ts';

/** The same as bubblewrap's, made with the tools of util-linux alone. */
export const unshareSandbox: Sandbox = {
  name: 'unshare',
  description: 'in a sandbox (unshare)',
  async launch(job) {
    const { mounts, links, environment } = await fileView(job);
    const root = join(dirname(job.home), 'root');
    await mkdir(root, { recursive: true });
    const argv: Argv = [
      'unshare',
      ...['--user', '--map-root-user', '--mount', '--pid', '--fork', '--kill-child', '--ipc', '--uts'],
      ...(job.network ? [] : ['--net']),
      ...['--', 'bash', '--noprofile', '--norc', '-c', unshareScript, 'bash'],
      ...[root, job.tree, userNumber(), groupNumber(), job.network ? 'shared' : 'own'],
      ...links.flatMap(({ target, at }) => ['ln', target, at]),
      ...mounts.flatMap(({ from, at, writable }) => [writable ? 'rw' : 'ro', from, at]),
      '--',
      ...withLimits(job.argv, job.limits),
    ];
    return { argv, environment, cleanUp: null, watched: job.limits };
  },
};
