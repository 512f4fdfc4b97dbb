import { describe, expect, test } from 'vitest';
import { type Candidate, rank } from '../../src/context/rank.ts';
import { chunk } from './chunk.ts';

const places = new Map<string, number>();

function candidate(path: string, differences: Partial<Candidate> = {}): Candidate {
  const file = places.get(path) ?? places.size;
  places.set(path, file);
  const strengths = { 'file-words': 0.5 };
  return {
    file,
    path,
    language: 'typescript',
    chunk: chunk(),
    against: [],
    defines: undefined,
    strengths,
    ...differences,
  };
}

const order = (...candidates: Candidate[]) => rank(candidates).map(({ path }) => path);

describe('rank', () => {
  test.each(['definitions', 'mentioned-paths', 'stack-frames', 'neighbours', 'path-words', 'vectors'] as const)(
    '%s bring a chunk before one with the same words',
    (name) => {
      const more = candidate('b.ts', { strengths: { 'file-words': 0.5, [name]: 1 } });
      expect(order(candidate('a.ts'), more)).toEqual(['b.ts', 'a.ts']);
    },
  );

  test.each(['tests', 'examples', 'prose', 'declarations', 'barrels'] as const)('%s are lowered', (name) => {
    expect(order(candidate('a.ts', { against: [name] }), candidate('b.ts'))).toEqual(['b.ts', 'a.ts']);
  });

  test('a signal can be left out', () => {
    const candidates = [candidate('a.ts', { against: ['tests'] }), candidate('b.ts')];
    expect(rank(candidates, new Set(['tests'])).map(({ path }) => path)).toEqual(['a.ts', 'b.ts']);
  });

  test('what nothing speaks for is no result', () => {
    expect(order(candidate('a.ts', { strengths: {} }))).toEqual([]);
  });

  test('each further chunk of a file makes room for other files', () => {
    const at = (startLine: number, strength: number) =>
      candidate('a.ts', { strengths: { 'file-words': strength }, chunk: chunk({ startLine }) });
    const ranked = rank([at(1, 1), at(20, 0.9), at(40, 0.8), candidate('b.ts', { strengths: { 'file-words': 0.6 } })]);
    expect(ranked.map(({ path, chunk }) => `${path}:${chunk.startLine}`)).toEqual([
      'a.ts:1',
      'b.ts:1',
      'a.ts:20',
      'a.ts:40',
    ]);
  });

  test('people are told why', () => {
    const why = (differences: Partial<Candidate>) => rank([candidate('a.ts', differences)])[0]?.why;
    expect(why({ defines: 'send', strengths: { definitions: 1, 'path-words': 1 } })).toBe(
      'defines send, its path has words of the request',
    );
    expect(why({ strengths: { 'stack-frames': 0.3 } })).toBe('is in the stack trace');
    expect(why({ strengths: { neighbours: 1 } })).toBe('imports or is imported by what fits');
    expect(why({})).toBe('shares words with the request');
  });

  test('equal scores keep one order, whatever the order they come in', () => {
    expect(order(candidate('b.ts'), candidate('a.ts'))).toEqual(order(candidate('a.ts'), candidate('b.ts')));
  });
});
