import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chunkAsText, chunkFile } from '../../../src/indexing/chunk-file.ts';
import { type Weights, weigh, withoutBlankEnds } from '../../../src/indexing/chunk-lines.ts';
import { cutFile } from '../../../src/indexing/cut-file.ts';
import { languagesWithRules } from '../../../src/indexing/languages/languages.ts';
import { largestChunk, type Piece } from '../../../src/indexing/piece.ts';
import { usedNames } from '../../../src/indexing/used-names.ts';
import { languageOf } from '../../../src/syntax/language.ts';
import { parse } from '../../../src/syntax/parse.ts';
import { offThread } from '../../../src/threads/off-thread.ts';
import { isThreadEnded } from '../../../src/threads/thread-ended.ts';

/** One folder a language: a file of it, and in `expected.txt` the pieces that it is cut into where all are too large, with the names that each uses. */
const folder = path.resolve('test/fixtures/languages');
const languages = readdirSync(folder);

function readFixture(language: string) {
  const files = readdirSync(path.join(folder, language)).filter((name) => name !== 'expected.txt');
  const [name = ''] = files;
  if (files.length !== 1) throw new Error(`One file is wanted in ${language}, not ${files.length}.`);
  const read = (file: string) => readFileSync(path.join(folder, language, file), 'utf8');
  return { name, text: read(name), lines: read(name).trimEnd().split('\n'), expected: () => read('expected.txt') };
}

const isBlank = (line: string) => line.trim() === '';

/** Each row is too large by itself, so that everything is split that can be. */
function heavy(lines: readonly string[]): Weights {
  return {
    of: ({ from, to }) => lines.slice(from, to + 1).filter((line) => !isBlank(line)).length * (largestChunk + 1),
  };
}

/** What belongs to one symbol, in one piece each, with the names that it uses. */
async function cutFine(language: string, lines: readonly string[]): Promise<[Piece, string[]][]> {
  const weights = heavy(lines);
  const joined: Piece[] = [];
  const { pieces, names } = await cutFile(language, lines, weights);
  for (const piece of pieces) {
    const rows = withoutBlankEnds(piece, weights);
    const last = joined.at(-1);
    if (rows === undefined) continue;
    if (last?.kind === piece.kind && last.symbol === piece.symbol) {
      const definitions = [...last.definitions, ...piece.definitions];
      joined.splice(-1, 1, { ...last, to: rows.to, definitions });
    } else {
      joined.push({ ...piece, ...rows });
    }
  }
  const used = usedNames(joined, names);
  return joined.map((piece, index) => [piece, used[index] ?? []]);
}

function describePiece([{ from, to, kind, symbol }, used]: [Piece, string[]]): string {
  const uses = used.length === 0 ? '' : `\n    uses ${used.join(' ')}`;
  return `${from + 1}-${to + 1} ${kind}${symbol === null ? '' : ` ${symbol}`}${uses}\n`;
}

/** Some parsers never come through some broken files: the product does this with them. */
const chunkOffThread = offThread(new URL('../../../src/indexing/chunk-file.ts', import.meta.url).href, chunkFile, {
  limitMs: 2_000,
});

async function chunkBroken(name: string, lines: readonly string[]) {
  try {
    return await chunkOffThread([name, lines]);
  } catch (error) {
    if (isThreadEnded(error)) return chunkAsText(name, lines);
    throw error;
  }
}

async function coveredLines(name: string, lines: readonly string[], chunk = chunkFile): Promise<number[]> {
  const { chunks } = await chunk(name, lines);
  return chunks.flatMap(({ startLine, endLine }) =>
    lines.flatMap((line, row) => (row + 1 >= startLine && row < endLine && !isBlank(line) ? [row + 1] : [])),
  );
}

const filledLines = (lines: readonly string[]) => lines.flatMap((line, row) => (isBlank(line) ? [] : [row + 1]));

test('at least 40 languages are cut along their syntax', () => {
  expect(languagesWithRules.length).toBeGreaterThanOrEqual(40);
});

test('each language has a fixture', () => {
  expect([...languages].sort()).toEqual([...languagesWithRules, 'markdown'].sort());
});

describe.each(languages)('%s', (language) => {
  const { name, text, lines, expected } = readFixture(language);

  test('is known by its name', () => {
    expect(languageOf(name)).toBe(language);
  });

  test.skipIf(language === 'markdown')('is parsed without an error', async () => {
    expect(await parse(language, text, (root) => root.hasError)).toBe(false);
  });

  test('is cut at its definitions', async () => {
    expect((await cutFine(language, lines)).map(describePiece).join('')).toBe(expected());
  });

  test('each line that is not blank is in exactly one chunk', async () => {
    expect(await coveredLines(name, lines)).toEqual(filledLines(lines));
  });

  test('so it is when lines are missing, doubled and out of order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...lines), { maxLength: 40 }), async (broken) => {
        expect(await coveredLines(name, broken, chunkBroken)).toEqual(filledLines(broken));
      }),
      { numRuns: 20 },
    );
  });

  test('a chunk names all that splitting it would find, but for what is inside of functions', async () => {
    const pieces = (await cutFine(language, lines)).map(([piece]) => piece);
    const code = new Set(
      pieces.flatMap(({ kind, symbol }) => (/^(?:function|method)$/.test(kind) && symbol ? [`${symbol}.`] : [])),
    );
    const found = pieces
      .flatMap(({ definitions }) => definitions)
      .filter((symbol) => ![...code].some((owner) => symbol.startsWith(owner)));
    const { chunks: whole } = await chunkFile(name, lines);
    expect(whole.flatMap(({ definitions }) => definitions).sort()).toEqual([...new Set(found)].sort());
  });

  test('what is too large is split, between rows at worst', async () => {
    const long = Array.from({ length: 8 }, () => [...lines, '']).flat();
    const weights = weigh(long);
    expect(await coveredLines(name, long)).toEqual(filledLines(long));
    for (const { startLine, endLine } of (await chunkFile(name, long)).chunks) {
      const size = weights.of({ from: startLine - 1, to: endLine - 1 });
      expect(size <= largestChunk || startLine === endLine).toBe(true);
    }
  });
});
