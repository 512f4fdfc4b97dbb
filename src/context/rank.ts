import type { Chunk } from '../indexing/chunk.ts';
import { wordsOf } from '../text/words.ts';
import { mentionsPath, type Query } from './read-query.ts';

export interface Candidate {
  readonly path: string;
  readonly language: string;
  readonly chunk: Chunk;
  /** From words and vectors, before the rules. */
  readonly score: number;
  /** The mentioned names that it defines, strongest first, with how much that says: at most 1. */
  readonly defines: readonly { readonly name: string; readonly strength: number }[];
}

/** A rule multiplies a candidate's score. It can be read, and left out, by itself. */
export interface Rule {
  readonly name: string;
  readonly factor: (candidate: Candidate, query: Query) => number;
  /** For people: why a candidate that the rule raised is there. */
  readonly why?: (candidate: Candidate) => string;
}

/** The factors follow published rankings of code search; they are not fitted to any set of ours. */
export const rules: readonly Rule[] = [
  {
    name: 'definition of a mentioned symbol',
    factor: ({ defines }) => 1 + 2 * (defines[0]?.strength ?? 0),
    why: ({ defines }) => `defines ${defines[0]?.name ?? 'what is mentioned'}`,
  },
  {
    name: 'mentioned path',
    factor: ({ path }, query) => (mentionsPath(query, path) ? 3 : 1),
    why: () => 'its path is mentioned',
  },
  {
    name: 'path stem',
    factor: ({ path }, { words }) => (stemWords(path).every((word) => words.has(word)) ? 1.5 : 1),
    why: () => 'its name is mentioned',
  },
  { name: 'tests and examples', factor: ({ path }) => (isAside(path) ? 0.4 : 1) },
  { name: 'prose and data', factor: ({ language }) => (written.has(language) ? 0.3 : 1) },
  { name: 'declarations', factor: ({ path }) => (path.endsWith('.d.ts') ? 0.7 : 1) },
];

export type Ranked<T extends Candidate> = T & { readonly why: string };

/** Each further chunk of one file counts half of the one before, so that several files are seen. */
const furtherChunk = 0.5;

/** Best first. */
export function rank<T extends Candidate>(
  candidates: readonly T[],
  query: Query,
  applied: readonly Rule[] = rules,
): Ranked<T>[] {
  const judged = candidates.map((candidate) => judge(candidate, query, applied)).sort(byScore);
  const seen = new Map<string, number>();
  const spread = judged.map((candidate) => {
    const before = seen.get(candidate.path) ?? 0;
    seen.set(candidate.path, before + 1);
    return { ...candidate, score: candidate.score * furtherChunk ** before };
  });
  return spread.sort(byScore);
}

function judge<T extends Candidate>(candidate: T, query: Query, applied: readonly Rule[]): Ranked<T> {
  let score = candidate.score;
  const reasons: string[] = [];
  for (const rule of applied) {
    const factor = rule.factor(candidate, query);
    score *= factor;
    if (factor > 1 && rule.why !== undefined) reasons.push(rule.why(candidate));
  }
  return { ...candidate, score, why: reasons.join(', ') || 'shares words with the request' };
}

/** Equal scores keep one order on every machine. */
function byScore(left: Candidate, right: Candidate): number {
  if (left.score !== right.score) return right.score - left.score;
  if (left.path !== right.path) return left.path < right.path ? -1 : 1;
  return left.chunk.startLine - right.chunk.startLine;
}

/** Names that say nothing about what is in the file. */
const plainStems = new Set([
  'index',
  'main',
  'mod',
  'init',
  'util',
  'utils',
  'types',
  'test',
  'tests',
  'setup',
  'readme',
]);

function stemWords(path: string): string[] {
  const stem = path.slice(path.lastIndexOf('/') + 1).replace(/\..*$/, '');
  const words = wordsOf(stem).filter((word) => !plainStems.has(word));
  // The whole name is one of its words only where it is the only one.
  const parts = words.length > 1 ? words.slice(1) : words;
  return parts.length === 0 ? [path] : parts;
}

const asideFolder =
  /(?:^|\/)(?:tests?|__tests__|specs?|testdata|testing|fixtures?|__mocks__|examples?|samples?|demos?|bench(?:marks?)?|docs?)\//;
const asideName = /[._-](?:test|spec)s?\.|^test_.*\.py$|^conftest\.py$|Tests?\.(?:java|kt|cs)$/;

function isAside(path: string): boolean {
  return asideFolder.test(path) || asideName.test(path.slice(path.lastIndexOf('/') + 1));
}

const written = new Set(['markdown', 'restructuredtext', 'text', 'json', 'yaml', 'toml', 'ini', 'xml']);
