import { ulid } from 'ulid';
import type { Argv, Sandbox } from './sandbox.ts';
import { groupNumber, userNumber } from './user-number.ts';

export interface ContainerEngine {
  readonly name: 'docker' | 'podman';
  readonly image: string;
  /** An engine without the machine's root: its root is the user, and other users own nothing of the user's. */
  readonly rootless: boolean;
  /** What the client needs to find its engine; the command does not see it. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Where programs and caches lie on this machine says nothing about the image. */
const shownVariables = /^(?:CI|LANG|LANGUAGE|TERM|TZ|LC_[A-Z]+|JEST_.*|PYTEST_.*)$/;

/** A container of the image that the user named, which has to hold bash and the tools of the repository. */
export function containerSandbox({ name, image, rootless, environment }: ContainerEngine): Sandbox {
  return {
    name,
    description: `in a container (${name}, ${image})`,
    async launch({ argv: [program, ...args], tree, home, temporary, network, limits, ...job }) {
      const container = `goat-${ulid().toLowerCase()}`;
      const shown = Object.entries(job.environment).filter(([variable]) => shownVariables.test(variable));
      const argv: Argv = [
        ...([name, 'run', '--rm', '--name', container] as const),
        ...['--network', network ? 'bridge' : 'none'],
        ...['--read-only', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'],
        ...['--memory', String(limits.memoryBytes), '--memory-swap', String(limits.memoryBytes)],
        ...['--cpus', String(limits.cpus), '--pids-limit', String(limits.processes), '--ulimit', 'core=0'],
        ...user(name, rootless),
        ...[tree, home].flatMap((folder) => ['--volume', `${folder}:${folder}:Z`]),
        ...['--volume', `${temporary}:/tmp:Z`, '--workdir', tree],
        ...[...shown, ['HOME', home], ['TMPDIR', '/tmp']].flatMap(([key, value]) => ['--env', `${key}=${value}`]),
        ...['--entrypoint', program, image, ...args],
      ];
      return { argv, environment, cleanUp: [name, 'rm', '--force', container], watched: null };
    },
  };
}

/** What the command writes shall be the user's. */
function user(name: ContainerEngine['name'], rootless: boolean): string[] {
  if (!rootless) return ['--user', `${userNumber()}:${groupNumber()}`];
  return name === 'podman' ? ['--userns', 'keep-id'] : ['--user', '0:0'];
}
