import type { Embedder } from '../indexing/embedder.ts';
import { confidence } from './confidence.ts';
import { embedPatterns } from './embed-patterns.ts';
import type { FixContent, Pattern, PatternOrigin } from './pattern.ts';
import type { FoundPattern, PatternStore } from './pattern-store.ts';
import { type Relevant, relevanceOf } from './relevance.ts';
import { distinctWords } from './text-of-pattern.ts';

/** At most so many of a kind are shown to a task. */
const most = { fixes: 3, conventions: 8 } as const;
/** Looked at, best first, for those that still fit the code: each look reads files. */
const mostLooked = 10;
/** Other repositories that are asked whether they share: each is a call. */
const mostAsked = 5;
/** A task that is less alike than this gets no advice: docs/memory.md has the figures. */
const leastRelevance = 0.3;
/** What another repository learnt is about other code. */
const shareOfOthers = 0.8;

export interface RecallParts {
  readonly store: Pick<PatternStore, 'search' | 'unembedded' | 'addVectors'>;
  /** The preferred first, the one that is always there last. */
  readonly embedders: readonly Embedder[];
  /** Whether every file and definition that a fix names is still there. */
  readonly stillFits: (content: FixContent) => Promise<boolean>;
  /** Whether the other repository lets its memory be read. */
  readonly sharedBy: (origin: PatternOrigin) => Promise<boolean>;
}

export interface RecallRequest {
  readonly repository: string;
  /** The task's own words. */
  readonly text: string;
  /** Whose other repositories are searched, too; null where the repository does not share. */
  readonly installation: number | null;
}

export interface Recollection {
  readonly fixes: readonly Pattern[];
  readonly conventions: readonly Pattern[];
}

/** What is remembered of tasks like this one, surest and nearest first, and the repository's conventions. */
export async function recallPatterns(parts: RecallParts, request: RecallRequest): Promise<Recollection> {
  const { store, embedders } = parts;
  const embedder = await chooseEmbedder(store, request.repository, embedders);
  const [vector] = await embedder.embed([request.text]);
  if (vector === undefined) return { fixes: [], conventions: [] };
  const words = distinctWords(request.text);
  const found = await store.search(request.repository, {
    words,
    embedder: embedder.id,
    vector,
    installation: request.installation,
  });
  const ranked = relevanceOf(words, found.filter(isSure))
    .map((one) => ({ ...one, score: scoreOf(one, request.repository) }))
    .sort((left, right) => right.score - left.score || left.found.pattern.id - right.found.pattern.id);
  return {
    fixes: await chooseFixes(parts, request.repository, ranked),
    conventions: ranked
      .map((one) => one.found.pattern)
      .filter(({ kind }) => kind === 'convention')
      .slice(0, most.conventions),
  };
}

/** A search uses one kind of vector: the first that all of the repository's patterns have, or the one that is made at once. */
async function chooseEmbedder(
  store: RecallParts['store'],
  repository: string,
  embedders: readonly Embedder[],
): Promise<Embedder> {
  for (const embedder of embedders) if (await embedPatterns(store, repository, embedder)) return embedder;
  const last = embedders.at(-1);
  if (last === undefined) throw new Error('There is no embedder.');
  return last;
}

function isSure({ pattern }: FoundPattern): boolean {
  return pattern.confidence >= confidence.leastRecalled;
}

function scoreOf({ relevance, found }: Relevant, repository: string): number {
  const { pattern } = found;
  return relevance * (0.5 + pattern.confidence / 2) * (pattern.repository === repository ? 1 : shareOfOthers);
}

async function chooseFixes(
  { stillFits, sharedBy }: RecallParts,
  repository: string,
  ranked: readonly Relevant[],
): Promise<Pattern[]> {
  const answers = new Map<string, boolean>();

  async function isShared({ repository: other, origin }: Pattern): Promise<boolean> {
    const known = answers.get(other);
    if (known !== undefined) return known;
    if (origin === null || answers.size >= mostAsked) return false;
    const answer = await sharedBy(origin);
    answers.set(other, answer);
    return answer;
  }

  const chosen: Pattern[] = [];
  const alike = ranked.filter(({ relevance }) => relevance >= leastRelevance);
  for (const { found } of alike.filter(({ found }) => found.pattern.content.kind === 'fix').slice(0, mostLooked)) {
    const { pattern } = found;
    if (pattern.content.kind !== 'fix') continue;
    const fits = pattern.repository === repository ? await stillFits(pattern.content) : await isShared(pattern);
    if (fits) chosen.push(pattern);
    if (chosen.length === most.fixes) break;
  }
  return chosen;
}
