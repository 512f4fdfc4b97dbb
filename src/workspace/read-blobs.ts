import { execa } from 'execa';
import { gitError, gitInvocation } from './run-git.ts';

/** A blob's content, or why there is none. `missing` is also the answer for an object that is no blob. */
export type BlobContent =
  | { readonly sha: string; readonly content: Buffer }
  | { readonly sha: string; readonly content: null; readonly reason: 'missing' | 'too large' };

interface ReadBlobsOptions {
  readonly gitDir: string;
  /** Larger blobs are read past, in bytes; 1 MB where not given. */
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
}

const objectName = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Takes lines and counted bytes from a stream of chunks, and holds no more than one chunk. */
function byteReader(chunks: AsyncIterator<Buffer>) {
  let chunk: Buffer = Buffer.alloc(0);

  async function more(): Promise<void> {
    const next = await chunks.next();
    if (next.done) throw new Error('git ended in the middle of its answer.');
    chunk = next.value;
  }

  return {
    async line(): Promise<string> {
      let line = '';
      for (;;) {
        const end = chunk.indexOf('\n');
        line += chunk.toString('latin1', 0, end === -1 ? chunk.length : end);
        chunk = end === -1 ? chunk.subarray(chunk.length) : chunk.subarray(end + 1);
        if (end !== -1) return line;
        await more();
      }
    },
    /** Copies `length` bytes into `target`; without one it skips them. */
    async bytes(length: number, target?: Buffer): Promise<void> {
      for (let taken = 0; taken < length; ) {
        if (chunk.length === 0) await more();
        const part = chunk.subarray(0, length - taken);
        if (target !== undefined) part.copy(target, taken);
        taken += part.length;
        chunk = chunk.subarray(part.length);
      }
    },
  };
}

/**
 * Reads many blobs through one git process, in the order asked for. Memory stays at one blob and one pipe's buffer,
 * however many are asked for. Leaving the loop early ends the process.
 * @throws Error when a name is no full object name or git fails; the signal's reason when aborted.
 */
export async function* readBlobs(shas: readonly string[], options: ReadBlobsOptions): AsyncGenerator<BlobContent> {
  const { gitDir, maxBytes = 1024 * 1024, signal } = options;
  const wrong = shas.find((sha) => !objectName.test(sha));
  if (wrong !== undefined) throw new Error(`"${wrong}" is not the full name of a git object.`);
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
  const reader = byteReader(git.stdout[Symbol.asyncIterator]());

  /** The next answer. See https://git-scm.com/docs/git-cat-file#_batch_output */
  async function answer(sha: string): Promise<BlobContent> {
    const [, type = '', bytes = ''] = (await reader.line()).split(' ');
    const size = Number(bytes);
    if (type === 'missing') return { sha, content: null, reason: 'missing' };
    const wanted = type === 'blob' && size <= maxBytes;
    const content = Buffer.allocUnsafeSlow(wanted ? size : 0);
    await reader.bytes(size, wanted ? content : undefined);
    await reader.bytes(1);
    return wanted ? { sha, content } : { sha, content: null, reason: type === 'blob' ? 'too large' : 'missing' };
  }

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
