import { resolve } from 'node:path';
import { ExecaError, execa } from 'execa';
import { redactSecrets } from '../security/redact-secrets.ts';

export interface GitOptions {
  readonly gitDir?: string;
  readonly workTree?: string;
  readonly cwd?: string;
  /** Added to the clean environment; the place for a token, as `GIT_CONFIG_COUNT` and its keys and values. */
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string | Buffer;
  readonly signal?: AbortSignal;
  /** The most output that is taken, in bytes; 256 MB where not given. */
  readonly maxBytes?: number;
  /** The exit code with which a command says that it found nothing; it is an error where not given. */
  readonly nothingFound?: number;
}

/**
 * Where git and its helpers are looked up: the usual places of Linux, macOS and NixOS. It is a constant, because a
 * search path taken from outside could name another program `git`.
 */
export const gitSearchPath = '/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin:/opt/local/bin:/run/current-system/sw/bin';

/** All that git is told about the world. Nothing of our own environment and no user's configuration reaches it. */
const cleanEnvironment = {
  PATH: gitSearchPath,
  HOME: '/nonexistent',
  LC_ALL: 'C',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_ATTR_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_REPLACE_OBJECTS: '1',
  // Overrides every protocol.*.allow: no ext, no ssh, and a local path only where a caller asks for it.
  GIT_ALLOW_PROTOCOL: 'https:http',
};

/** Takes the teeth out of what a repository's own configuration could run. */
const inertConfiguration = [
  ['core.hooksPath', '/dev/null'],
  ['core.fsmonitor', 'false'],
  ['core.pager', 'cat'],
  ['credential.helper', ''],
  ['protocol.ext.allow', 'never'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
  // A fetch is one pack, put in place when it is whole. Killed among loose objects, it could leave a commit without its files.
  ['fetch.unpackLimit', '1'],
].flatMap(([key, value]) => ['-c', `${key}=${value}`]);

/** The arguments and settings that every git process of ours is started with. */
export function gitInvocation(args: readonly string[], options: GitOptions) {
  const place = [
    ...(options.gitDir === undefined ? [] : [`--git-dir=${resolve(options.gitDir)}`]),
    ...(options.workTree === undefined ? [] : [`--work-tree=${resolve(options.workTree)}`]),
  ];
  return {
    args: ['--no-pager', ...inertConfiguration, ...place, ...args],
    settings: {
      cwd: options.cwd ?? '/',
      env: { ...cleanEnvironment, ...options.env },
      extendEnv: false,
      ...(options.signal === undefined ? {} : { cancelSignal: options.signal }),
    },
  };
}

/** One sentence from what git left behind: its last line, without secrets. Never the environment, never the cause. */
export function gitError(command: string, error: unknown): Error {
  if (!(error instanceof ExecaError)) return new Error(`git ${command} failed: ${redactSecrets(String(error))}`);
  if (error.isMaxBuffer) return new Error(`git ${command} wrote more than could be taken; narrow the request.`);
  if (error.code === 'ENOENT') {
    return new Error(
      `git could not be started: install it in one of ${gitSearchPath}, and check that the folder exists.`,
    );
  }
  const lines = Buffer.from(error.stderr ?? '')
    .toString('utf8')
    .trim()
    .split('\n');
  const last = lines.findLast((line) => line.trim() !== '') ?? `exit code ${error.exitCode ?? 'unknown'}`;
  return new Error(`git ${command} failed: ${redactSecrets(last.trim())}`);
}

/**
 * Runs git and gives its standard output. Inert by construction: a clean environment, no hooks, no fsmonitor, no user
 * configuration, no prompt, and no network protocol beside HTTP.
 *
 * Whoever calls puts revisions behind `--end-of-options` and paths behind `--`, so that neither can be an option.
 * @throws Error with one sentence that ends in git's own last line, secrets removed; the signal's reason when aborted.
 */
export async function runGit(args: readonly string[], options: GitOptions = {}): Promise<Buffer> {
  options.signal?.throwIfAborted();
  const { args: all, settings } = gitInvocation(args, options);
  try {
    const { stdout } = await execa('git', all, {
      ...settings,
      encoding: 'buffer',
      stripFinalNewline: false,
      maxBuffer: { stdout: options.maxBytes ?? 256 * 1024 * 1024, stderr: 1024 * 1024 },
      ...(options.input === undefined ? { stdin: 'ignore' } : { input: options.input }),
    });
    return Buffer.from(stdout.buffer, stdout.byteOffset, stdout.byteLength);
  } catch (error) {
    options.signal?.throwIfAborted();
    const { nothingFound } = options;
    if (nothingFound !== undefined && error instanceof ExecaError && error.exitCode === nothingFound) {
      return Buffer.alloc(0);
    }
    throw gitError(args[0] ?? '', error);
  }
}
