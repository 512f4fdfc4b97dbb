import { expect, test } from 'vitest';
import { builtInEmbedder } from '../../src/adapters/embeddings/built-in.ts';
import type { Embedder } from '../../src/indexing/embedder.ts';
import type { Pattern } from '../../src/memory/pattern.ts';
import type { FoundPattern } from '../../src/memory/pattern-store.ts';
import { type RecallParts, recallPatterns } from '../../src/memory/recall-patterns.ts';
import { distinctWords, textOfPattern } from '../../src/memory/text-of-pattern.ts';
import { fixContent } from './patterns.ts';

function pattern(id: number, differences: Partial<Pattern> = {}): Pattern {
  return {
    repository: 'github:1',
    id,
    kind: 'fix',
    taskId: `01${id}`,
    pullNumber: id,
    content: fixContent(),
    confidence: 0.6,
    origin: { id: 1, owner: 'o', name: 'r' },
    ...differences,
  };
}

const about = (title: string, files: string[] = ['src/sum.js']) =>
  fixContent({ issue: { number: 1, title, body: '' }, files, symbols: [], failingTests: [] });

/** Recalls for a task about the sum of a cart. */
async function recall(
  patterns: readonly Pattern[],
  parts: Partial<RecallParts> = {},
  similarity: number | null = null,
) {
  const found = patterns.map(
    (one): FoundPattern => ({ pattern: one, words: distinctWords(textOfPattern(one.content)), similarity }),
  );
  const store: RecallParts['store'] = {
    search: async () => found,
    unembedded: async () => [],
    addVectors: async () => undefined,
  };
  return recallPatterns(
    {
      store,
      embedders: [builtInEmbedder],
      stillFits: async () => true,
      sharedBy: async () => true,
      ...parts,
    },
    { repository: 'github:1', text: 'The sum of the cart is wrong: src/sum.js loses the carry', installation: 1 },
  );
}

const ids = (patterns: readonly Pattern[]) => patterns.map(({ id }) => id);

test('what is about the same comes, what is about something else does not, surest first', async () => {
  const other = pattern(2, { content: about('Dark mode flickers on phones', ['src/theme.css']) });
  const patterns = [pattern(1, { confidence: 0.3 }), other, pattern(3, { confidence: 0.9 })];
  expect(ids((await recall([...patterns, pattern(4, { kind: 'wrong way' })])).fixes)).toEqual([3, 4, 1]);
  expect(ids((await recall(patterns)).fixes)).toEqual([3, 1]);
});

test('what is not sure enough is left out, and there are three at most', async () => {
  const unsure = pattern(9, { confidence: 0.2 });
  expect(ids((await recall([unsure])).fixes)).toEqual([]);
  expect((await recall([1, 2, 3, 4, 5].map((id) => pattern(id)))).fixes).toHaveLength(3);
});

test('what no longer fits the code is passed over for the next', async () => {
  const gone = pattern(1, { content: fixContent({ files: ['src/gone.js'] }), confidence: 0.9 });
  const stillFits: RecallParts['stillFits'] = async ({ files }) => !files.includes('src/gone.js');
  expect(ids((await recall([gone, pattern(2)], { stillFits })).fixes)).toEqual([2]);
});

test('another repository is asked once whether it shares, counts for less, and is not held against this code', async () => {
  const asked: number[] = [];
  const origin = { id: 2, owner: 'o', name: 'other' };
  const others = [1, 2].map((id) => pattern(id, { repository: 'github:2', origin }));
  const sharedBy = async (other: { id: number }) => {
    asked.push(other.id);
    return true;
  };
  const stillFits: RecallParts['stillFits'] = async ({ files }) => files.length > 0;
  const { fixes } = await recall([...others, pattern(3)], { sharedBy, stillFits });
  expect(ids(fixes)).toEqual([3, 1, 2]);
  expect(asked).toEqual([2]);
});

test('nothing of a repository that does not share is recalled', async () => {
  const other = pattern(1, { repository: 'github:2', origin: { id: 2, owner: 'o', name: 'other' } });
  expect((await recall([other], { sharedBy: async () => false })).fixes).toEqual([]);
});

test('conventions come whatever the task is about', async () => {
  const content = { kind: 'convention', text: 'We use tabs.', saidBy: 'alice', url: null } as const;
  expect(ids((await recall([pattern(1, { kind: 'convention', content })])).conventions)).toEqual([1]);
});

test('the kind of vector is used that all patterns of the repository have', async () => {
  const late: Embedder = { ...builtInEmbedder, id: 'late' };
  let used = '';
  const store: RecallParts['store'] = {
    unembedded: async (_, embedder) => (embedder === 'late' ? Array.from({ length: 101 }, (_, id) => pattern(id)) : []),
    addVectors: async () => undefined,
    search: async (_, { embedder }) => {
      used = embedder;
      return [];
    },
  };
  await recall([], { store, embedders: [late, builtInEmbedder] });
  expect(used).toBe(builtInEmbedder.id);
});
