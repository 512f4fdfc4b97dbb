/** Turns texts into vectors whose cosine tells how alike they are. Vectors of two embedders are never compared. */
export interface Embedder {
  /** Names the kind and version of its vectors; stored beside them. */
  readonly id: string;
  readonly dimensions: 384;
  /** A vector of length 1 for each text, in their order. Long texts are cut. */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]>;
}
