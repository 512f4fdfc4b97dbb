import type { BlobKey } from './chunk-store.ts';

export function keyOf({ blob, chunker }: BlobKey): string {
  return `${blob} ${chunker}`;
}

export function byKey<T extends BlobKey>(blobs: Iterable<T>): Map<string, T> {
  return new Map(Array.from(blobs, (blob) => [keyOf(blob), blob]));
}
