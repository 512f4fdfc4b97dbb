import type { TermPostings } from '../../context/chunk-search.ts';

export type PostingBuffer = ReturnType<typeof createPostingBuffer>;

/** Gathers postings by term, in the order in which they come. */
export function createPostingBuffer(terms: number) {
  const gathered = Array.from({ length: terms }, () => ({
    file: [] as number[],
    chunk: [] as number[],
    count: [] as number[],
  }));
  return {
    push(term: number, file: number, chunk: number, count: number): void {
      const postings = gathered[term];
      postings?.file.push(file);
      postings?.chunk.push(chunk);
      postings?.count.push(count);
    },

    byTerm(): TermPostings[] {
      return gathered.map(({ file, chunk, count }) => ({
        file: new Uint32Array(file),
        chunk: new Uint16Array(chunk),
        count: new Uint8Array(count),
      }));
    },
  };
}
