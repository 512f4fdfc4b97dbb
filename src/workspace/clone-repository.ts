import { randomUUID } from 'node:crypto';
import { access, mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { lock } from 'proper-lockfile';
import { findCommit } from './find-commit.ts';
import { runGit } from './run-git.ts';

interface FetchRequest {
  /** An `https:` address (`http:` on this machine only), or the absolute path of a local repository. */
  readonly url: string;
  readonly token?: string;
  /** Where the bare repository is, or is to be made: outside any work tree. */
  readonly gitDir: string;
  /** A full object name. */
  readonly commit: string;
  readonly signal?: AbortSignal;
}

/** Names the commit that was fetched last: git offers what it has of its names, and the server then sends only the rest. */
const newest = 'refs/goat/newest';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * What git is told through its environment, where neither the list of processes nor a file shows it. The header is
 * bound to this one address, and redirects are not followed, because git would carry it along to another host.
 */
function transport({ url, token }: FetchRequest): Record<string, string> {
  if (isAbsolute(url)) return { GIT_ALLOW_PROTOCOL: 'file' };
  const address = URL.canParse(url) ? new URL(url) : undefined;
  const isPrivate = address?.protocol === 'https:' || (address?.protocol === 'http:' && loopback.has(address.hostname));
  if (address === undefined || !isPrivate) {
    throw new Error('A repository is fetched over https, or from an absolute path on this machine.');
  }
  if (address.username !== '' || address.password !== '') {
    throw new Error('The address of a repository must hold no user name and no password.');
  }
  if (token === undefined) return {};
  const credentials = Buffer.from(`x-access-token:${token}`).toString('base64');
  return {
    GIT_CONFIG_COUNT: '2',
    GIT_CONFIG_KEY_0: `http.${url}.extraHeader`,
    GIT_CONFIG_VALUE_0: `Authorization: Basic ${credentials}`,
    GIT_CONFIG_KEY_1: 'http.followRedirects',
    GIT_CONFIG_VALUE_1: 'false',
  };
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Made beside its place and renamed, so that two tasks that start at once both find a whole repository. */
async function initialise(gitDir: string): Promise<void> {
  if (await exists(join(gitDir, 'HEAD'))) return;
  await mkdir(dirname(gitDir), { recursive: true });
  const fresh = `${gitDir}.${randomUUID()}`;
  try {
    await runGit(['init', '--quiet', '--bare', '--template=', '--', fresh]);
    await rename(fresh, gitDir);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    if (!(await exists(join(gitDir, 'HEAD')))) throw error;
  }
}

/** Waits for its turn. Should the lock be taken over, because this process stood still for long, `lost` aborts. */
async function lockRepository(gitDir: string, signal: AbortSignal | undefined, lost: AbortController) {
  for (;;) {
    signal?.throwIfAborted();
    try {
      return await lock(gitDir, { stale: 30_000, onCompromised: (error) => lost.abort(error) });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ELOCKED')) throw error;
    }
    await setTimeout(100);
  }
}

/** What a fetch that was killed leaves behind. Ours is the only fetch, because it holds the lock of the repository. */
async function removeLeftLock(gitDir: string): Promise<void> {
  const path = join(gitDir, 'shallow.lock');
  const left = await stat(path).catch(() => undefined);
  if (left !== undefined && Date.now() - left.mtimeMs > 60_000) await rm(path, { force: true });
}

/** Whether the refusal means "not this way" rather than "there is no such commit". */
function refusesSingleCommits(error: unknown): boolean {
  return /unadvertised object|shallow capabilities/.test(String(error));
}

/**
 * Brings one commit into a bare repository, without history and without the files that are there. Repeatable, and safe when
 * several tasks and processes do it at once: a commit that is there is not fetched again. A server that does not give single commits is asked for all
 * branches and tags.
 * @throws Error with git's own reason, without secrets; the signal's reason when aborted.
 */
export async function fetchCommit(request: FetchRequest): Promise<void> {
  const { url, gitDir, commit, signal } = request;
  if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(commit)) throw new Error(`"${commit}" is not the full name of a commit.`);
  const env = transport(request);
  await initialise(gitDir);
  if ((await findCommit(gitDir, commit)) !== undefined) return;

  const lost = new AbortController();
  const release = await lockRepository(gitDir, signal, lost);
  try {
    if ((await findCommit(gitDir, commit)) !== undefined) return;
    await removeLeftLock(gitDir);
    const fetch = (...what: string[]) =>
      runGit(['fetch', '--quiet', '--no-tags', '--no-recurse-submodules', '--no-write-fetch-head', ...what], {
        gitDir,
        env,
        signal: signal === undefined ? lost.signal : AbortSignal.any([signal, lost.signal]),
      });
    await fetch('--depth=1', '--end-of-options', url, `+${commit}:${newest}`).catch((error: unknown) => {
      if (!refusesSingleCommits(error)) throw error;
      // The largest depth means all history: https://git-scm.com/docs/shallow
      return fetch(
        '--depth=2147483647',
        '--end-of-options',
        url,
        '+refs/heads/*:refs/heads/*',
        '+refs/tags/*:refs/tags/*',
      );
    });
    if ((await findCommit(gitDir, commit)) === undefined)
      throw new Error(`Commit ${commit} is in no branch and no tag of ${url}.`);
  } finally {
    if (!lost.signal.aborted) await release();
  }
}
