import type { Argv } from './sandbox.ts';

const options = ['--noprofile', '--norc'];
/** Both streams into one pipe, so that their order stays. */
const script = `: > "$2"; exec bash ${options.join(' ')} -eo pipefail -c "$1" 2>&1`;

/**
 * Bash under the options that Actions gives it: it stops at the first command that fails, also in a pipe.
 * @param started a file to make first, which tells a command that failed from a sandbox that never came up to it.
 */
export function inBash(command: string, started: string): Argv {
  return ['bash', ...options, '-c', script, 'bash', command, started];
}
