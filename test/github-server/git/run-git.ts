import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { buffer } from 'node:stream/consumers';

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
  const child = spawn('git', args, {
    cwd: options.cwd ?? gitDir,
    env: { ...gitEnvironment, ...(options.cwd === undefined ? { GIT_DIR: gitDir } : {}), ...options.environment },
    stdio: 'pipe',
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  // git may end without reading its input; its exit code says why.
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  const [code, output, errors] = await Promise.all([ended, buffer(child.stdout), buffer(child.stderr)]);
  if (code !== 0) throw new GitError(`git ${args[0]} failed: ${errors.toString().trim() || `exit code ${code}`}`);
  return output;
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
