import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { builtInEmbedder } from '../../../src/adapters/embeddings/built-in.ts';
import type { OpenDatabase } from '../../../src/adapters/postgres/connect.ts';
import { createPatternStore } from '../../../src/adapters/postgres/pattern-store.ts';
import { embedPatterns } from '../../../src/memory/embed-patterns.ts';
import { memoryLimits } from '../../../src/memory/memory-limits.ts';
import type { PatternStore } from '../../../src/memory/pattern-store.ts';
import { openTestDatabase } from '../../fakes/database.ts';
import { fixContent, newPattern, ownerOf } from '../../memory/patterns.ts';

let database: OpenDatabase;
let store: PatternStore;
beforeAll(async () => {
  database = await openTestDatabase();
  store = createPatternStore(database);
});
afterAll(() => database.close());
beforeEach(() => database.query('delete from patterns'));

const here = ownerOf(1);
const elsewhere = ownerOf(2);

async function search(text: string, installation: number | null = null) {
  const [vector = new Float32Array(384)] = await builtInEmbedder.embed([text]);
  const words = text.toLowerCase().split(' ');
  return store.search('github:1', { words, embedder: builtInEmbedder.id, vector, installation });
}

async function only() {
  const [pattern, ...others] = await store.list('github:1', 10);
  if (pattern === undefined || others.length > 0) throw new Error('There is not exactly one pattern.');
  return pattern;
}

test('what is saved is read back whole, and a fix that is proposed again replaces its own candidate', async () => {
  await store.save(here, newPattern({ kind: 'candidate', pullNumber: null, confidence: 0 }));
  await store.save(here, newPattern({ kind: 'candidate', content: fixContent({ summary: 'Mended.' }), confidence: 0 }));
  expect(await store.ofKind('github:1', 'candidate')).toEqual([
    {
      repository: 'github:1',
      id: expect.any(Number),
      kind: 'candidate',
      taskId: '01A',
      pullNumber: 8,
      content: fixContent({ summary: 'Mended.' }),
      confidence: 0,
      origin: { id: 1, owner: 'o', name: 'r1' },
    },
  ]);
  expect(await search('sum')).toEqual([]);
  expect(await store.list('github:1', 10)).toEqual([]);
});

test('a settled pattern stays what it became, also where its fix leaves its candidate again', async () => {
  await store.save(here, newPattern({ kind: 'candidate', confidence: 0 }));
  const [candidate] = await store.ofPullRequest('github:1', 8);
  const content = fixContent({ summary: 'As merged.' });
  await store.settle('github:1', candidate?.id ?? 0, { kind: 'fix', content, confidence: 0.5, commits: ['d1'] });
  await store.save(here, newPattern({ kind: 'candidate', confidence: 0 }));
  expect(await only()).toMatchObject({ kind: 'fix', content, confidence: 0.5, origin: { name: 'r1' } });
  expect(await store.ofCommits('github:1', ['d1'])).toHaveLength(1);
  expect(await store.ofCommits('github:2', ['d1'])).toEqual([]);
});

test('a convention that is said again elsewhere is one, and more sure; FAULT 34: the same words are not counted twice', async () => {
  const content = { kind: 'convention', text: 'We use tabs.', saidBy: 'alice', url: null } as const;
  const said = newPattern({ kind: 'convention', source: 'convention x', content, confidence: 0.5, pullNumber: null });
  await store.save(here, said);
  await store.save(here, said);
  expect((await only()).confidence).toBeCloseTo(0.5);
  await store.save(here, { ...said, content: { ...content, url: 'https://x/2' } });
  expect((await only()).confidence).toBeCloseTo(0.65);
});

test('a search gives the vectors of its kind, and the words where a pattern has none; others only where it is told to', async () => {
  await store.save(here, newPattern());
  await store.save(elsewhere, newPattern());
  await store.save({ ...elsewhere, repository: 'github:3', installation: 9 }, newPattern());
  const [unembedded, ...none] = await search('sum is wrong');
  expect(none).toEqual([]);
  expect(unembedded).toMatchObject({ similarity: null, words: expect.arrayContaining(['sum', 'wrong', 'carry']) });
  expect(await embedPatterns(store, 'github:1', builtInEmbedder)).toBe(true);
  expect((await search('sum is wrong'))[0]?.similarity).toBeGreaterThan(0.3);
  const shared = await search('sum is wrong', 1);
  expect(shared.map(({ pattern, similarity }) => [pattern.repository, similarity === null])).toEqual([
    ['github:1', false],
    ['github:2', true],
  ]);
});

test('FAULT 5: a verdict of one task counts once, however often it is delivered; another verdict counts anew', async () => {
  await store.save(here, newPattern());
  const pattern = await only();
  await store.noteRecalls('01T', [pattern]);
  await store.noteRecalls('01T', [pattern]);
  await store.judgeRecalls('01T', 'helped');
  await store.judgeRecalls('01T', 'helped');
  expect((await only()).confidence).toBeCloseTo(0.72);
  await store.judgeRecalls('01T', 'misled');
  expect((await only()).confidence).toBeCloseTo(0.432);
  await store.judgeRecalls('01OTHER', 'misled');
  expect((await only()).confidence).toBeCloseTo(0.432);
});

test('what is forgotten is gone with all that belongs to it, and only for its own repository', async () => {
  await store.save(here, newPattern());
  await embedPatterns(store, 'github:1', builtInEmbedder);
  const { id, ...pattern } = await only();
  await store.noteRecalls('01T', [{ ...pattern, id }]);
  expect(await store.forget('github:2', id)).toBe(false);
  expect(await store.forget('github:1', id)).toBe(true);
  expect(await store.forget('github:1', id)).toBe(false);
  expect(await database.query('select from pattern_vectors')).toEqual([]);
  expect(await database.query('select from pattern_recalls')).toEqual([]);
});

test('what nobody used expires, and of too many the least sure go', async () => {
  for (let nth = 1; nth <= 5; nth += 1) {
    await store.save(here, newPattern({ source: `fix ${nth}`, confidence: nth / 10 }));
  }
  await store.collect('github:1', { ...memoryLimits, fixes: 3 });
  expect((await store.list('github:1', 10)).map(({ confidence }) => confidence)).toEqual([0.5, 0.4, 0.3]);
  await database.query("update patterns set used_at = now() - interval '200 days' where confidence < 0.45");
  await store.save(here, newPattern({ source: 'new', kind: 'candidate', confidence: 0 }));
  await store.save(here, newPattern({ source: 'old', kind: 'candidate', confidence: 0 }));
  await database.query("update patterns set used_at = now() - interval '100 days' where source = 'old'");
  await store.collect('github:1', memoryLimits);
  expect((await store.list('github:1', 10)).map(({ confidence }) => confidence)).toEqual([0.5]);
  expect(await store.ofKind('github:1', 'candidate')).toHaveLength(1);
});
