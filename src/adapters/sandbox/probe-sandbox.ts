import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { defaultLimits } from './default-limits.ts';
import { inBash } from './in-bash.ts';
import type { Sandbox } from './sandbox.ts';

/** Enough for a namespace, and for an image that has to be fetched first. */
const longestMs = { namespace: 20_000, image: 900_000 };

/** Runs a command in the sandbox that does nothing. Null when it went well, or why it did not. */
export async function whyNotWorking(
  sandbox: Sandbox,
  environment: Readonly<Record<string, string>>,
): Promise<string | null> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'goat-sandbox-')));
  try {
    const [tree, home, temporary] = [join(folder, 'tree'), join(folder, 'home'), join(folder, 'temporary')] as const;
    for (const path of [tree, home, temporary]) await mkdir(path);
    const limits = defaultLimits();
    const job = { tree, home, temporary, environment, network: false, userPackages: false, limits };
    const {
      argv,
      environment: env,
      cleanUp,
    } = await sandbox.launch({ argv: inBash('true', join(home, 'started')), ...job });
    const [program, ...args] = argv;
    const timeout = cleanUp === null ? longestMs.namespace : longestMs.image;
    const options = { cwd: tree, env, extendEnv: false, reject: false, stdin: 'ignore', timeout } as const;
    const { exitCode, stderr, code, timedOut } = await execa(program, args, options);
    if (exitCode === 0) return null;
    if (code === 'ENOENT') return 'not installed';
    return timedOut ? 'did not start in time' : lastLine(stderr);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function lastLine(text: string): string {
  const line = text.trim().split('\n').at(-1)?.slice(0, 200) ?? '';
  return line === '' ? 'could not start a command' : `"${line.replace(/[.\s]+$/, '')}"`;
}
