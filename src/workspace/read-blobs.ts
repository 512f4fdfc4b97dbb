import { execa } from 'execa';
import { type BlobContent, batchAnswers, checkObjectNames } from './batch-answers.ts';
import { gitError, gitInvocation } from './run-git.ts';

interface ReadBlobsOptions {
  readonly gitDir: string;
  /** Larger blobs are read past, in bytes; 1 MB where not given. */
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
}

/**
 * Reads many blobs through one git process, in the order asked for. Memory stays at one blob and one pipe's buffer,
 * however many are asked for. Leaving the loop early ends the process.
 * @throws Error when a name is no full object name or git fails; the signal's reason when aborted.
 */
export async function* readBlobs(shas: readonly string[], options: ReadBlobsOptions): AsyncGenerator<BlobContent> {
  const { gitDir, maxBytes = 1024 * 1024, signal } = options;
  checkObjectNames(shas);
  signal?.throwIfAborted();

  const { args, settings } = gitInvocation(['cat-file', '--batch'], { gitDir, ...(signal ? { signal } : {}) });
  const git = execa('git', args, {
    ...settings,
    input: shas.map((sha) => `${sha}\n`).join(''),
    encoding: 'buffer',
    buffer: { stdout: false, stderr: true },
  });
  // Settled here, because a promise that nobody waits for yet must not count as an unhandled rejection.
  const failure = git.then(
    () => undefined,
    (error: unknown) => error,
  );
  const answer = batchAnswers(git.stdout, maxBytes);

  try {
    for (const sha of shas) {
      yield await answer(sha).catch(async (error: unknown) => {
        signal?.throwIfAborted();
        throw gitError('cat-file', (await failure) ?? error);
      });
    }
  } finally {
    git.stdout.destroy();
    git.kill();
    await failure;
  }
}

/** Reads the contents of files that name their blobs, each beside its file; otherwise as `readBlobs`. */
export async function* readContents<T extends { readonly blob: string }>(
  files: readonly T[],
  options: ReadBlobsOptions,
): AsyncGenerator<{ readonly file: T; readonly content: Buffer | null }> {
  const shas = files.map(({ blob }) => blob);
  let index = 0;
  for await (const { content } of readBlobs(shas, options)) {
    const file = files[index];
    index += 1;
    if (file !== undefined) yield { file, content };
  }
}
