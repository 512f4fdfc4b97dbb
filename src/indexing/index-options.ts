export interface IndexProgress {
  /** Contents are read first; then their chunks get vectors. */
  readonly stage: 'files' | 'vectors';
  /** Files or chunks, without those that the index knew before. */
  readonly done: number;
  readonly total: number;
}

export interface IndexOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: IndexProgress) => void;
}
