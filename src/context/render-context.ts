export interface RenderedChunk {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly text: string;
  readonly why: string;
}

/**
 * The context as text for a model. What it holds is data from the repository: whoever sends it puts it into a marked block.
 * Each part begins with a mark and ends with a line end, so its tokens are the sum of its parts'.
 */
export function renderContext({
  files,
  chunks,
}: {
  readonly files: readonly string[];
  readonly chunks: readonly RenderedChunk[];
}): string {
  return renderLayout(files) + chunks.map(renderChunk).join('');
}

export function renderLayout(files: readonly string[]): string {
  return files.length === 0 ? '' : `## Files of the repository\n${files.map((file) => `- ${file}\n`).join('')}\n`;
}

export function renderChunk({ path, startLine, endLine, text, why }: RenderedChunk): string {
  const fence = fenceFor(text);
  return `## ${path}, lines ${startLine}-${endLine} (${why})\n${fence}\n${text}\n${fence}\n\n`;
}

/** Longer than any run of backticks in the text, so that the text cannot end its block. */
function fenceFor(text: string): string {
  const longest = (text.match(/`+/g) ?? []).reduce((length, run) => Math.max(length, run.length), 2);
  return '`'.repeat(longest + 1);
}
