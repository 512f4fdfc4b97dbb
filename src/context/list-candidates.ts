import type { Chunk } from '../indexing/chunk.ts';
import { languageOf } from '../syntax/language.ts';
import type { SearchableSnapshot } from './chunk-search.ts';
import { isBarrel } from './describe-files.ts';
import { type Definition, strengthOf } from './find-definitions.ts';
import type { Candidate } from './rank.ts';
import type { FileScores } from './score-files.ts';
import type { Place } from './score-mentions.ts';

/** Of the points of a place, those that its whole file gets; the rest is for the chunk. */
const fileShare = 0.6;
/** A name that more files define is no reason to be told. */
const tellingDefinition = 0.3;

/** The chunks of some files with what speaks for and against each. */
export async function listCandidates(
  snapshot: SearchableSnapshot,
  files: readonly number[],
  scores: FileScores,
): Promise<Candidate[]> {
  const { strengths } = scores;
  const chunks = await snapshot.chunks(files);
  return files.flatMap((file, index) => {
    const path = snapshot.files[file]?.path ?? '';
    const language = languageOf(path);
    const defined = scores.definitions.get(file);
    const own = chunks[index] ?? [];
    const against = [...scores.against(file), ...(isBarrel(path, own) ? (['barrels'] as const) : [])];
    const first = scores.words.firstChunks[file] ?? 0;
    return own.map((chunk, number): Candidate => {
      const best = strongestOf(defined?.get(number) ?? [], path, chunk);
      return {
        file,
        path,
        language,
        chunk,
        against,
        defines: best !== undefined && best.strength >= tellingDefinition ? best.name : undefined,
        strengths: {
          'file-words': strengths['file-words'][file] ?? 0,
          'path-words': strengths['path-words'][file] ?? 0,
          neighbours: strengths.neighbours[file] ?? 0,
          'chunk-words': scores.words.chunks[first + number] ?? 0,
          vectors: scores.near.get(file)?.get(number) ?? 0,
          definitions: best?.strength ?? 0,
          'mentioned-paths': strengthIn(chunk, scores.mentioned.get(file)),
          'stack-frames': strengthIn(chunk, scores.frames.get(file)),
        },
      };
    });
  });
}

function strongestOf(definitions: readonly Definition[], path: string, chunk: Chunk) {
  let strongest: { readonly name: string; readonly strength: number } | undefined;
  for (const definition of definitions) {
    const strength = strengthOf(definition, path, chunk.definitions);
    if (strongest === undefined || strength > strongest.strength)
      strongest = { name: definition.mention.name, strength };
  }
  return strongest;
}

/** A place without a line or a function is the whole file. */
function strengthIn(chunk: Chunk, places: readonly Place[] = []): number {
  return places.reduce((most, { line, symbol, weight }) => {
    const isAnywhere = line === undefined && symbol === undefined;
    const isHere = line !== undefined && chunk.startLine <= line && line <= chunk.endLine;
    // The lines of another version differ; a function keeps its name.
    const isNamed = symbol !== undefined && chunk.definitions.some((name) => lastName(name) === symbol);
    return Math.max(most, isAnywhere || isHere || isNamed ? weight : weight * fileShare);
  }, 0);
}

function lastName(symbol: string): string {
  return symbol.slice(symbol.lastIndexOf('.') + 1).toLowerCase();
}
