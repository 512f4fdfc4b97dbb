import type { Embedder } from '../indexing/embedder.ts';
import type { SnapshotRef } from '../indexing/snapshot.ts';
import { languageOf } from '../syntax/language.ts';
import { definitionTerm } from '../text/words.ts';
import { scoreWords, type WordScores } from './bm25.ts';
import type { ChunkSearch, NearChunk, SearchableSnapshot, VectorState } from './chunk-search.ts';
import { type Candidate, type Ranked, rank } from './rank.ts';
import { mentionsPath, type Query, readQuery } from './read-query.ts';
import { scorePaths } from './score-paths.ts';

export interface SearchParts {
  readonly search: ChunkSearch;
  /** Preferred first: a search uses the vectors of the first whose are complete. */
  readonly embedders: readonly Embedder[];
}

export interface FileCandidate extends Candidate {
  /** Its place in the snapshot's files. */
  readonly file: number;
}

export interface FoundChunks {
  readonly snapshot: SearchableSnapshot;
  /** Best first. */
  readonly chunks: readonly Ranked<FileCandidate>[];
  /** `complete` when vectors took part, else how far they are. */
  readonly vectors: VectorState;
}

/** Shares of the score before the rules, each part relative to the best of its kind. */
const shares = { file: 0.45, chunk: 0.25, path: 0.15, vector: 0.15 };
/** How many by words, by path and by vectors are looked at more closely. */
const likelyFiles = 100;
const likelyPaths = 20;
const nearest = 100;

/**
 * The chunks that a request is most likely about: words, vectors and definitions find candidates, rules rank them.
 * @throws Error when the commit is not indexed.
 */
export async function findChunks(
  { search, embedders }: SearchParts,
  ref: SnapshotRef,
  request: string,
  language?: string,
): Promise<FoundChunks> {
  const snapshot = await search.open(ref);
  if (snapshot === undefined) throw new Error(`Commit ${ref.commit} is not indexed yet: index it, then search again.`);
  const query = readQuery(request);
  const searched = snapshot.files.flatMap(({ path }, file) =>
    language === undefined || languageOf(path) === language ? [file] : [],
  );
  const { near, vectors } = await findNear(snapshot, embedders, query, searched);
  const signals = {
    words: scoreWords(await snapshot.postings([...query.words])),
    paths: scorePaths(snapshot.files, query.words),
    definitions: await findDefinitions(snapshot, query),
    near,
  };
  const files = likely(snapshot, query, signals, new Set(searched));
  const chunks = await snapshot.chunks(files);
  const score = scorer(signals);
  const candidates = files.flatMap((file, index) =>
    (chunks[index] ?? []).map((chunk, number) => ({
      file,
      path: snapshot.files[file]?.path ?? '',
      language: languageOf(snapshot.files[file]?.path ?? ''),
      chunk,
      score: score(file, number),
      defines: signals.definitions.get(key(file, number)) ?? [],
    })),
  );
  const answering = candidates.filter((candidate) => candidate.score > 0);
  return { snapshot, chunks: rank(answering, query), vectors };
}

interface Signals {
  readonly words: WordScores;
  /** By file. */
  readonly paths: ReadonlyMap<number, number>;
  readonly definitions: Definitions;
  readonly near: readonly NearChunk[];
}

async function findNear(
  snapshot: SearchableSnapshot,
  embedders: readonly Embedder[],
  query: Query,
  files: readonly number[],
): Promise<{ near: readonly NearChunk[]; vectors: VectorState }> {
  let vectors: VectorState = 'none';
  if (query.words.size === 0) return { near: [], vectors };
  for (const embedder of embedders) {
    const state = await snapshot.vectors(embedder.id);
    if (state === 'complete') {
      const [vector] = await embedder.embed([query.text]);
      return { near: vector ? await snapshot.nearest(embedder.id, vector, nearest, files) : [], vectors: state };
    }
    if (state === 'partial') vectors = state;
  }
  return { near: [], vectors };
}

/** By the `key` of a chunk. */
type Definitions = ReadonlyMap<string, Candidate['defines']>;

/** Where the mentioned names are defined. A name that many files define says little about each. */
async function findDefinitions(snapshot: SearchableSnapshot, { mentions }: Query): Promise<Definitions> {
  const names = [...mentions.values()];
  const found = await snapshot.postings(names.map(({ name }) => definitionTerm(name)));
  const definers = names.map(() => new Set<number>());
  found.term.forEach((term, index) => {
    definers[term]?.add(found.file[index] ?? 0);
  });

  const definitions = new Map<string, { name: string; strength: number }[]>();
  found.term.forEach((term, index) => {
    const { name, weight } = names[term] ?? { name: '', weight: 0 };
    const place = key(found.file[index] ?? 0, found.chunk[index] ?? 0);
    const strength = weight / (definers[term]?.size ?? 1);
    definitions.set(place, [...(definitions.get(place) ?? []), { name, strength }]);
  });
  for (const list of definitions.values()) list.sort((left, right) => right.strength - left.strength);
  return definitions;
}

/** The files with the best words, paths and vectors, those that define what is mentioned, those that are named. */
function likely(
  snapshot: SearchableSnapshot,
  query: Query,
  { words, paths, definitions, near }: Signals,
  searched: ReadonlySet<number>,
): number[] {
  const best = (scores: ReadonlyMap<number, number>, limit: number) =>
    [...scores]
      .filter(([file]) => searched.has(file))
      .sort(([file, score], [otherFile, otherScore]) => otherScore - score || file - otherFile)
      .slice(0, limit)
      .map(([file]) => file);
  const defining = [...definitions].flatMap(([place, [first]]) =>
    (first?.strength ?? 0) > 0.1 ? [Number(place.split(' ')[0])] : [],
  );
  const named = [...searched].filter((file) => mentionsPath(query, snapshot.files[file]?.path ?? ''));
  const found = [
    ...best(words.files, likelyFiles),
    ...best(paths, likelyPaths),
    ...near.map(({ file }) => file),
    ...defining,
    ...named,
  ];
  return [...new Set(found)].filter((file) => searched.has(file));
}

function scorer({ words, paths, near }: Signals): (file: number, chunk: number) => number {
  const bestFile = largest(words.files.values());
  const bestChunk = largest([...words.chunks.values()].flatMap((scores) => [...scores.values()]));
  const bestPath = largest(paths.values());
  const bestVector = near[0]?.similarity ?? 0;
  const similarities = new Map(near.map(({ file, chunk, similarity }) => [key(file, chunk), similarity]));
  return (file, chunk) =>
    shares.file * relative(words.files.get(file), bestFile) +
    shares.chunk * relative(words.chunks.get(file)?.get(chunk), bestChunk) +
    shares.path * relative(paths.get(file), bestPath) +
    shares.vector * relative(similarities.get(key(file, chunk)), bestVector);
}

function relative(value: number | undefined, best: number): number {
  return best > 0 ? Math.max(0, value ?? 0) / best : 0;
}

function largest(values: Iterable<number>): number {
  let best = 0;
  for (const value of values) best = Math.max(best, value);
  return best;
}

function key(file: number, chunk: number): string {
  return `${file} ${chunk}`;
}
