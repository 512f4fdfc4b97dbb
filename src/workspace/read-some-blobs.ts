import { Socket } from 'node:net';
import { execa } from 'execa';
import { type BlobContent, batchAnswers, checkObjectNames } from './batch-answers.ts';
import { gitError, gitInvocation } from './run-git.ts';

/** Bytes; larger ones are read past. */
export const largestRead = 1024 * 1024;
/** Processes, each of one clone; of more, the one that was used longest ago is ended. */
const mostKept = 4;
/** Milliseconds after which one that nobody used is ended. */
const keptFor = 30_000;

interface BlobReader {
  read(shas: readonly string[]): Promise<BlobContent[]>;
  end(): void;
}

/** By git directory; what was used last stands last. */
const kept = new Map<string, BlobReader>();

/**
 * Reads blobs that are small together, in the order asked for. Their git process is kept for the next call: to start one takes
 * a large process some 30 ms, because its memory is copied to the new one page by page. It keeps no process alive.
 * @throws Error when a name is no full object name or git fails.
 */
export async function readSomeBlobs(shas: readonly string[], gitDir: string): Promise<BlobContent[]> {
  checkObjectNames(shas);
  const reader: BlobReader = kept.get(gitDir) ?? startReader(gitDir, () => forget(gitDir, reader));
  kept.delete(gitDir);
  kept.set(gitDir, reader);
  for (const oldest of [...kept.values()].slice(0, -mostKept)) oldest.end();
  return reader.read(shas);
}

function forget(gitDir: string, reader: BlobReader): void {
  if (kept.get(gitDir) === reader) kept.delete(gitDir);
}

function startReader(gitDir: string, onEnd: () => void): BlobReader {
  const { args, settings } = gitInvocation(['cat-file', '--batch'], { gitDir });
  const git = execa('git', args, { ...settings, encoding: 'buffer', buffer: { stdout: false, stderr: true } });
  // Settled here, because a promise that nobody waits for yet must not count as an unhandled rejection.
  const failure = git
    .then(
      () => undefined,
      (error: unknown) => error,
    )
    .finally(onEnd);
  const streams = [git.stdin, git.stdout, git.stderr].filter((stream) => stream instanceof Socket);
  const answer = batchAnswers(git.stdout, largestRead);
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  async function readAll(shas: readonly string[]): Promise<BlobContent[]> {
    git.stdin.write(shas.map((sha) => `${sha}\n`).join(''));
    const answers: BlobContent[] = [];
    for (const sha of shas) answers.push(await answer(sha));
    return answers;
  }

  function end(): void {
    onEnd();
    void last.then(() => git.stdin.end());
  }

  return {
    end,
    async read(shas) {
      waiting += 1;
      clearTimeout(timer);
      for (const handle of [git, ...streams]) handle.ref();
      // One after the other: the answers come in the order of the questions.
      const answers = last.then(() => readAll(shas));
      last = answers.catch(() => undefined);
      try {
        return await answers;
      } catch (error) {
        git.kill();
        throw gitError('cat-file', (await failure) ?? error);
      } finally {
        waiting -= 1;
        if (waiting === 0) {
          for (const handle of [git, ...streams]) handle.unref();
          timer = setTimeout(end, keptFor).unref();
        }
      }
    },
  };
}
