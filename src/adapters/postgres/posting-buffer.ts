import type { SnapshotPostings } from '../../context/chunk-search.ts';

/** Of a search for common words there are hundreds of thousands. */
const firstRoom = 4_096;

export type PostingBuffer = ReturnType<typeof createPostingBuffer>;

/** Gathers postings in columns. At the end those of a term are together, in the order in which they came. */
export function createPostingBuffer(terms: number) {
  let room = firstRoom;
  let size = 0;
  let term = new Uint16Array(room);
  let file = new Uint32Array(room);
  let chunk = new Uint16Array(room);
  let count = new Uint8Array(room);
  const starts = new Uint32Array(terms + 1);
  let latest = 0;
  let isInOrder = true;

  function grow(to: number): void {
    room = to;
    term = larger(term, new Uint16Array(room));
    file = larger(file, new Uint32Array(room));
    chunk = larger(chunk, new Uint16Array(room));
    count = larger(count, new Uint8Array(room));
  }

  return {
    /** So many may follow. */
    reserve(more: number): void {
      if (size + more > room) grow(size + more);
    },

    push(ofTerm: number, inFile: number, inChunk: number, times: number): void {
      if (size === room) grow(2 * room);
      if (ofTerm < latest) isInOrder = false;
      latest = ofTerm;
      term[size] = ofTerm;
      file[size] = inFile;
      chunk[size] = inChunk;
      count[size] = times;
      starts[ofTerm + 1] = (starts[ofTerm + 1] ?? 0) + 1;
      size += 1;
    },

    /** Nothing may be pushed after it. */
    sorted(): Omit<SnapshotPostings, 'lengths'> {
      for (let at = 1; at < starts.length; at += 1) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
      if (isInOrder) {
        return { starts, file: file.subarray(0, size), chunk: chunk.subarray(0, size), count: count.subarray(0, size) };
      }
      const next = starts.slice();
      const found = { file: new Uint32Array(size), chunk: new Uint16Array(size), count: new Uint8Array(size) };
      for (let from = 0; from < size; from += 1) {
        const at = next[term[from] ?? 0] ?? 0;
        next[term[from] ?? 0] = at + 1;
        found.file[at] = file[from] ?? 0;
        found.chunk[at] = chunk[from] ?? 0;
        found.count[at] = count[from] ?? 0;
      }
      return { starts, ...found };
    },
  };
}

function larger<T extends Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>>(
  from: T,
  to: T,
): T {
  to.set(from);
  return to;
}
