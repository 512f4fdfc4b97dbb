import type { SnapshotRef } from '../indexing/snapshot.ts';
import { linesOf, textOf } from '../text/lines.ts';
import { countTokens } from '../text/tokens.ts';
import { readBlobs } from '../workspace/read-blobs.ts';
import { type FileCandidate, type FoundChunks, findChunks, type SearchParts } from './find-chunks.ts';
import { fitTokenBudget } from './fit-token-budget.ts';
import type { Ranked } from './rank.ts';
import { renderChunk, renderLayout } from './render-context.ts';
import { repositoryLayout } from './repository-layout.ts';
import { type Lines, wholeDefinition } from './whole-definition.ts';

export interface ContextRequest {
  readonly text: string;
  /** The whole rendered context stays within it, in tokens of cl100k. */
  readonly budgetTokens: number;
  readonly maxChunks: number;
}

export interface ContextChunk extends Lines {
  readonly path: string;
  readonly symbol: string | null;
  readonly text: string;
  /** For people: what brought it in. */
  readonly why: string;
  /** As rendered. */
  readonly tokens: number;
}

export interface Context {
  /** Best first. */
  readonly chunks: readonly ContextChunk[];
  /** Of the rendered context. */
  readonly tokens: number;
  /** The repository's layout, shortened. */
  readonly files: readonly string[];
}

/** The layout's, of the budget. */
const largestLayoutShare = 0.1;
const layoutLines = 150;
/** In a token of code. A text that is longer than this allows is not worth the time to count it. */
const mostCharacters = 16;

/**
 * The code that a request is about, under a token budget: whole definitions, best first, none twice.
 * @throws Error when the commit is not indexed or its contents are not in the clone.
 */
export async function gatherContext(
  parts: SearchParts,
  snapshot: SnapshotRef,
  request: ContextRequest,
): Promise<Context> {
  const found = await findChunks(parts, snapshot, request.text);
  const files = fitLayout(
    found.snapshot.files.map(({ path }) => path),
    request.budgetTokens * largestLayoutShare,
  );
  const layoutTokens = countTokens(renderLayout(files));
  const budget = request.budgetTokens - layoutTokens;
  // Some are dropped, as parts of others or for their size, so more are read than can be taken.
  const likely = found.chunks.slice(0, request.maxChunks * 2);
  const read = await readChunks(found, likely, snapshot.gitDir, budget, request.maxChunks);
  const chunks = fitTokenBudget(read, budget, request.maxChunks);
  return { chunks, files, tokens: chunks.reduce((sum, { tokens }) => sum + tokens, layoutTokens) };
}

function fitLayout(paths: readonly string[], budget: number): string[] {
  for (let limit = layoutLines; limit >= 1; limit = Math.floor(limit / 2)) {
    const files = repositoryLayout(paths, limit);
    if (countTokens(renderLayout(files)) <= budget) return files;
  }
  return [];
}

async function readChunks(
  { snapshot }: FoundChunks,
  candidates: readonly Ranked<FileCandidate>[],
  gitDir: string,
  budget: number,
  maxChunks: number,
): Promise<ContextChunk[]> {
  const files = [...new Set(candidates.map(({ file }) => file))];
  const contents = await readFiles(gitDir, [...new Set(files.map((file) => snapshot.files[file]?.blob ?? ''))]);
  const chunksOf = new Map((await snapshot.chunks(files)).map((chunks, index) => [files[index], chunks]));

  const taken: ContextChunk[] = [];
  const covered = new Map<string, Lines[]>();
  for (const { file, path, chunk, why } of candidates) {
    const blob = snapshot.files[file]?.blob ?? '';
    const lines = contents.get(blob) ?? [];
    const ranges = covered.get(blob) ?? [];
    if (ranges.some((range) => overlap(range, chunk))) continue;
    const show = (part: Lines, limit: number): ContextChunk | undefined => {
      const { startLine, endLine } = part;
      const shown = { path, startLine, endLine, symbol: chunk.symbol, text: textOf(part, lines), why };
      if (shown.text.length > limit * mostCharacters) return undefined;
      const tokens = countTokens(renderChunk(shown));
      return tokens > limit ? undefined : { ...shown, tokens };
    };
    const whole = wholeDefinition(chunk, chunksOf.get(file) ?? []);
    const isFree = !ranges.some((range) => overlap(range, whole));
    // A definition larger than an equal part of the budget comes as the chunk that was found.
    const best = (isFree ? show(whole, budget / maxChunks) : undefined) ?? show(chunk, budget);
    if (best === undefined) continue;
    taken.push(best);
    covered.set(blob, [...ranges, best]);
  }
  return taken;
}

async function readFiles(gitDir: string, blobs: readonly string[]): Promise<Map<string, string[]>> {
  const contents = new Map<string, string[]>();
  for await (const { sha, content } of readBlobs(blobs, { gitDir })) {
    if (content === null)
      throw new Error(`Blob ${sha} is no longer in the clone: fetch the commit and index it again.`);
    contents.set(sha, linesOf(content));
  }
  return contents;
}

function overlap(left: Lines, right: Lines): boolean {
  return left.startLine <= right.endLine && right.startLine <= left.endLine;
}
