import { describe, expect, test } from 'vitest';
import { type Candidate, rank } from '../../src/context/rank.ts';
import { readQuery } from '../../src/context/read-query.ts';

function candidate(path: string, differences: Partial<Candidate> = {}): Candidate {
  const chunk = {
    startLine: 1,
    endLine: 9,
    kind: 'function',
    symbol: null,
    definitions: [],
    parents: [],
    tokens: 1,
  } as const;
  return { path, language: 'typescript', chunk, score: 1, defines: [], ...differences };
}

const order = (request: string, ...candidates: Candidate[]) =>
  rank(candidates, readQuery(request)).map(({ path }) => path);

describe('rank', () => {
  test('a definition of a mentioned symbol comes before a use', () => {
    const use = candidate('a.ts', { score: 1.5 });
    const definition = candidate('b.ts', { defines: [{ name: 'parse', strength: 1 }] });
    expect(order('parse fails', use, definition)).toEqual(['b.ts', 'a.ts']);
  });

  test('a mentioned path comes before better words', () => {
    expect(order('see src/b.ts', candidate('src/a.ts', { score: 2 }), candidate('src/b.ts'))[0]).toBe('src/b.ts');
  });

  test('a file that is named like a word of the request is raised; index says nothing', () => {
    expect(order('the reply of the index', candidate('index.ts'), candidate('lib/reply.ts'))[0]).toBe('lib/reply.ts');
    expect(order('the token budget', candidate('a.ts'), candidate('token-budget.ts'))[0]).toBe('token-budget.ts');
    expect(order('the token', candidate('a.ts'), candidate('token-budget.ts'))[0]).toBe('a.ts');
  });

  test.each([
    'test/a.ts',
    'src/__tests__/a.ts',
    'src/a.test.ts',
    'a_test.go',
    'test_a.py',
    'examples/a.ts',
    'src/ATest.java',
  ])('%s is lowered', (path) => {
    expect(order('x', candidate(path), candidate('src/z.ts', { score: 0.5 }))[0]).toBe('src/z.ts');
  });

  test.each(['src/latest.ts', 'src/contest/z.ts', 'src/attest.py'])('%s is no test', (path) => {
    expect(order('x', candidate(path), candidate('src/zz.ts', { score: 0.5 }))[0]).toBe(path);
  });

  test('prose and data come after code', () => {
    const readme = candidate('README.md', { language: 'markdown', score: 1 });
    expect(order('x', readme, candidate('src/z.ts', { score: 0.5 }))[0]).toBe('src/z.ts');
  });

  test('each further chunk of a file makes room for other files', () => {
    const at = (startLine: number, score: number) =>
      candidate('a.ts', { score, chunk: { ...candidate('').chunk, startLine } });
    const ranked = rank([at(1, 1), at(20, 0.9), at(40, 0.8), candidate('b.ts', { score: 0.6 })], readQuery('x'));
    expect(ranked.map(({ path, chunk }) => `${path}:${chunk.startLine}`)).toEqual([
      'a.ts:1',
      'b.ts:1',
      'a.ts:20',
      'a.ts:40',
    ]);
  });

  test('a rule can be left out', () => {
    const candidates = [candidate('a.test.ts', { score: 2 }), candidate('b.ts', { score: 1 })];
    expect(rank(candidates, readQuery('x'), [])[0]?.path).toBe('a.test.ts');
    expect(rank(candidates, readQuery('x'))[0]?.path).toBe('b.ts');
  });

  test('people are told why', () => {
    const [first] = rank([candidate('reply.ts', { defines: [{ name: 'send', strength: 1 }] })], readQuery('reply'));
    expect(first?.why).toBe('defines send, its name is mentioned');
    expect(rank([candidate('a.ts')], readQuery('x'))[0]?.why).toBe('shares words with the request');
  });

  test('equal scores keep one order, whatever the order they come in', () => {
    expect(order('x', candidate('b.ts'), candidate('a.ts'))).toEqual(order('x', candidate('a.ts'), candidate('b.ts')));
  });
});
