import { posix } from 'node:path';
import type { LocalIndex } from '../compose/local-index.ts';
import { Refusal } from '../config/refusal.ts';
import { findImporters } from '../context/find-importers.ts';
import { findUses } from '../context/find-uses.ts';
import { type SearchAnswer, type SearchResult, searchCode } from '../context/search-code.ts';
import type { SnapshotRef } from '../indexing/snapshot.ts';
import { languageOf } from '../syntax/language.ts';
import { say } from './say.ts';
import type { Question } from './search-request.ts';

/** `total` counts all uses or importers there are, where that is what was asked for. */
export type Answer = SearchAnswer & { readonly total?: number };

type Rewrite = (request: string, signal: AbortSignal) => Promise<{ readonly text: string } | null>;

/** Lets a model add to a query; where it has nothing to add, which is said, the query stays as it is. */
export async function rewriteQuestion(question: Question, rewrite: Rewrite, signal: AbortSignal): Promise<Question> {
  if (question.kind !== 'text') return question;
  const rewritten = await rewrite(question.query, signal);
  if (rewritten === null) say('The model added nothing to the query: it is searched for as it is.');
  return { ...question, query: rewritten?.text ?? question.query };
}

/**
 * Asks the index of a commit.
 * @throws Refusal when a file is asked about that is not in the index.
 */
export function answerQuestion(
  index: LocalIndex,
  snapshot: SnapshotRef,
  question: Question,
  top: number,
): Promise<Answer> {
  switch (question.kind) {
    case 'text':
      return answerText(index, snapshot, question, top);
    case 'uses':
      return answerUses(index, snapshot, question, top);
    case 'importers':
      return answerImporters(index, snapshot, question, top);
  }
}

type Asked<Kind> = Extract<Question, { kind: Kind }>;

async function answerText(index: LocalIndex, snapshot: SnapshotRef, { query, language }: Asked<'text'>, top: number) {
  const parts = { search: index.chunkSearch, embedders: await index.embeddersOf(snapshot) };
  return searchCode(parts, snapshot, query, { limit: top, ...(language === null ? {} : { language }) });
}

async function answerUses(
  { chunkSearch }: LocalIndex,
  snapshot: SnapshotRef,
  { symbol, testsOnly }: Asked<'uses'>,
  top: number,
): Promise<Answer> {
  const tests = testsOnly ? 'only' : 'with';
  const { uses, total } = await findUses({ search: chunkSearch }, snapshot, symbol, { limit: top, tests });
  return listed(uses, total);
}

async function answerImporters(
  { chunkSearch }: LocalIndex,
  snapshot: SnapshotRef,
  { path, testsOnly }: Asked<'importers'>,
  top: number,
): Promise<Answer> {
  const tests = testsOnly ? 'only' : 'with';
  const importers = await findImporters({ search: chunkSearch }, snapshot, posix.normalize(path), { tests });
  if (importers === undefined) {
    throw new Refusal([`There is no file "${path}" in the index: name it from the root of the repository.`]);
  }
  const opened = await chunkSearch.open(snapshot);
  const places = new Map(opened?.files.map((file, place) => [file.path, place]));
  const shown = importers.slice(0, top);
  const chunks = (await opened?.chunks(shown.map((file) => places.get(file.path) ?? -1))) ?? [];
  const files = shown.map((file, number) => ({
    path: file.path,
    startLine: 1,
    endLine: chunks[number]?.at(-1)?.endLine ?? 1,
    symbol: null,
    kind: 'code' as const,
  }));
  return listed(files, importers.length);
}

/** Nothing tells one from another but their order, so all have the same score. */
function listed(places: readonly Omit<SearchResult, 'language' | 'score'>[], total: number): Answer {
  const results = places.map(({ path, startLine, endLine, symbol, kind }) => {
    return { path, startLine, endLine, symbol, kind, language: languageOf(path), score: 1 };
  });
  return { results, vectors: 'none', total };
}
