import type { FileToIndex } from './index-blobs.ts';
import { chunkerOf } from './languages/languages.ts';
import type { FileList, ListedFile } from './list-files.ts';

export function withChunkers({ files }: FileList): FileToIndex[] {
  return files.map((file) => ({ ...file, chunker: chunkerFor(file) }));
}

/** What the repository wants in is not left out for its content, so it is known apart. */
function chunkerFor({ path, wanted }: ListedFile): string {
  return wanted ? `${chunkerOf(path)}, wanted` : chunkerOf(path);
}
