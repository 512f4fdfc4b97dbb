import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ChunkCandidate, chooseChunks } from '../../src/context/choose-chunks.ts';
import { renderChunk } from '../../src/context/render-context.ts';
import { countTokens } from '../../src/text/tokens.ts';
import { chunk } from './chunk.ts';

/** A file of one definition in `parts` chunks of ten lines, under a header in line 1 that is a chunk by itself. */
function fileOf(parts: number, line = (number: number) => `  call(${number});`) {
  const lines = ['class A {', ...Array.from({ length: parts * 10 }, (_, index) => line(index + 2))];
  const chunks = Array.from({ length: parts }, (_, index) => {
    const [startLine, endLine] = [index * 10 + 2, index * 10 + 11];
    const tokens = countTokens(lines.slice(startLine - 1, endLine).join('\n'));
    return chunk({ startLine, endLine, symbol: 'A.run', parents: index === 0 ? [1] : [1, 2], tokens });
  });
  const source = { lines: () => lines, chunks: () => [chunk({ endLine: 1, symbol: 'A' }), ...chunks] };
  const candidates = chunks.map((each): ChunkCandidate => ({ path: 'a.ts', chunk: each, why: 'x' }));
  return { lines, source, candidates };
}

const byPath = (path: string) => path;

describe('chooseChunks', () => {
  test('a definition comes whole and once, and with what stands around it', () => {
    const { source, candidates } = fileOf(3);
    const { chunks } = chooseChunks(candidates, source, byPath, { tokens: 10_000, chunks: 20 });
    expect(chunks).toMatchObject([{ startLine: 1, endLine: 31, parents: [], cutFrom: null }]);
  });

  test('one that is too large is cut at the border of a chunk, from the chunk that was found on', () => {
    const { source, candidates } = fileOf(9);
    const found = candidates.slice(2, 3);
    const { chunks } = chooseChunks(found, source, byPath, { tokens: 400, chunks: 4 });
    expect(chunks).toMatchObject([
      { startLine: 22, endLine: 61, parents: [1, 2], cutFrom: { startLine: 2, endLine: 91 } },
    ]);
  });

  test('the best come with what is beside them, as far as there is room; the others do not', () => {
    const lines = Array.from({ length: 700 }, (_, index) => `call(${index});`);
    const all = Array.from({ length: 70 }, (_, index) =>
      chunk({ startLine: index * 10 + 1, endLine: index * 10 + 10, symbol: `f${index}`, tokens: 60 }),
    );
    const found = [4, 14, 24, 34, 44, 54, 64].flatMap((place) => all[place] ?? []);
    const candidates = found.map((each) => ({ path: 'a.ts', chunk: each, why: 'x' }));
    const source = { lines: () => lines, chunks: () => all };
    const { chunks } = chooseChunks(candidates, source, byPath, { tokens: 2_000, chunks: 20 });
    expect(chunks.map(({ startLine, endLine }) => `${startLine}-${endLine}`)).toEqual([
      '31-60',
      '131-160',
      '231-260',
      '331-360',
      '431-460',
      '541-550',
      '641-650',
    ]);
    expect(chunks.every(({ cutFrom }) => cutFrom === null)).toBe(true);
  });

  test('a candidate without room keeps no smaller one out', () => {
    const large = fileOf(1, () => 'word '.repeat(100));
    const small = chunk({ startLine: 1, endLine: 1, symbol: 'A' });
    const candidates = [...large.candidates, { path: 'a.ts', chunk: small, why: 'x' }];
    const { chunks } = chooseChunks(candidates, large.source, byPath, { tokens: 100, chunks: 20 });
    expect(chunks).toMatchObject([{ startLine: 1, endLine: 1 }]);
  });

  test('a copy of a file is not shown again', () => {
    const { source, candidates } = fileOf(1);
    const copies = [...candidates, ...candidates.map((each) => ({ ...each, path: 'copy.ts' }))];
    const { chunks } = chooseChunks(copies, source, () => 'one blob', { tokens: 10_000, chunks: 20 });
    expect(chunks.map(({ path }) => path)).toEqual(['a.ts']);
  });

  test('whatever the chunks and the estimates of their tokens, the limits hold and nothing is shown twice', () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'Foo', ' ', '\t', '`', '(', '#', '1', 'é'), maxLength: 20 });
    const sizes = fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 12 });
    const symbol = fc.constantFrom('f', 'g', null);
    const file = fc.record({
      sizes,
      text: fc.array(line, { minLength: 100, maxLength: 100 }),
      symbol,
      error: fc.double({ min: 0.3, max: 3, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.array(file, { maxLength: 4 }),
        fc.nat({ max: 2_000 }),
        fc.nat({ max: 9 }),
        (files, tokens, most) => {
          const made = files.map(({ sizes: heights, text, symbol: name, error }) => {
            let next = 1;
            return {
              text,
              chunks: heights.map((height) => {
                const startLine = next;
                next += height;
                const own = countTokens(text.slice(startLine - 1, next - 1).join('\n'));
                return chunk({
                  startLine,
                  endLine: next - 1,
                  symbol: name,
                  parents: startLine > 1 ? [1] : [],
                  tokens: Math.ceil(own * error),
                });
              }),
            };
          });
          const source = {
            lines: (path: string) => made[Number(path)]?.text ?? [],
            chunks: (path: string) => made[Number(path)]?.chunks ?? [],
          };
          const candidates = made.flatMap(({ chunks }, path) =>
            chunks.map((each) => ({ path: String(path), chunk: each, why: 'x' })),
          );
          const chosen = chooseChunks(candidates, source, byPath, { tokens, chunks: most });
          const text = chosen.chunks.map((each) => renderChunk(each, source.lines(each.path))).join('');
          expect(countTokens(text)).toBe(chosen.tokens);
          expect(chosen.tokens).toBeLessThanOrEqual(tokens);
          expect(chosen.chunks.length).toBeLessThanOrEqual(most);
          const shown = chosen.chunks.flatMap(({ path, startLine, endLine }) =>
            Array.from({ length: endLine - startLine + 1 }, (_, index) => `${path}:${startLine + index}`),
          );
          expect(new Set(shown).size).toBe(shown.length);
        },
      ),
    );
  });
});
