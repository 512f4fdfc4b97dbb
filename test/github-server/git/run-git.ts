import { dirname } from 'node:path';
import { launchGit } from './launch-git.ts';

/** Where node, npm, git and the usual tools are; nothing of this process's own environment goes with it. */
export const toolPath = `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`;

export const gitEnvironment: Readonly<Record<string, string>> = {
  PATH: toolPath,
  LC_ALL: 'C',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
};

export class GitError extends Error {}

export interface GitOptions {
  readonly input?: string | Buffer;
  readonly environment?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Runs git on a bare repository and returns what it prints. @throws GitError with what git said. */
export async function runGit(gitDir: string, args: readonly string[], options: GitOptions = {}): Promise<Buffer> {
  const { code, output, errors } = await launchGit({
    args,
    settings: {
      cwd: options.cwd ?? gitDir,
      env: { ...gitEnvironment, ...(options.cwd === undefined ? { GIT_DIR: gitDir } : {}), ...options.environment },
    },
    input: options.input ?? '',
  });
  if (code !== 0) throw new GitError(`git ${args[0]} failed: ${errors.trim() || `exit code ${code}`}`);
  return Buffer.from(output.buffer, output.byteOffset, output.byteLength);
}

export async function gitText(gitDir: string, args: readonly string[], options: GitOptions = {}): Promise<string> {
  return (await runGit(gitDir, args, options)).toString('utf8').trimEnd();
}

/** Undefined where git fails: the thing asked for is not there. */
export async function gitOrUndefined(gitDir: string, args: readonly string[]): Promise<string | undefined> {
  try {
    return await gitText(gitDir, args);
  } catch (error) {
    if (error instanceof GitError) return undefined;
    throw error;
  }
}
