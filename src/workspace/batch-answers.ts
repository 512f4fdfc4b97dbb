/** A blob's content, or why there is none. `missing` is also the answer for an object that is no blob. */
export type BlobContent =
  | { readonly sha: string; readonly content: Buffer }
  | { readonly sha: string; readonly content: null; readonly reason: 'missing' | 'too large' };

const objectName = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** @throws Error when a name is no full object name: git would take it for something else. */
export function checkObjectNames(shas: readonly string[]): void {
  const wrong = shas.find((sha) => !objectName.test(sha));
  if (wrong !== undefined) throw new Error(`"${wrong}" is not the full name of a git object.`);
}

/**
 * Reads the answers of `git cat-file --batch` in their order, and holds no more than one of them and one pipe's buffer.
 * See https://git-scm.com/docs/git-cat-file#_batch_output
 * @param maxBytes larger blobs are read past.
 */
export function batchAnswers(output: AsyncIterable<Buffer>, maxBytes: number): (sha: string) => Promise<BlobContent> {
  const reader = byteReader(output[Symbol.asyncIterator]());
  return async (sha) => {
    const [, type = '', bytes = ''] = (await reader.line()).split(' ');
    const size = Number(bytes);
    if (type === 'missing') return { sha, content: null, reason: 'missing' };
    const wanted = type === 'blob' && size <= maxBytes;
    const content = Buffer.allocUnsafeSlow(wanted ? size : 0);
    await reader.bytes(size, wanted ? content : undefined);
    await reader.bytes(1);
    return wanted ? { sha, content } : { sha, content: null, reason: type === 'blob' ? 'too large' : 'missing' };
  };
}

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
