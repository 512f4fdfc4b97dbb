import { listTree } from '../../../src/workspace/list-tree.ts';
import { readBlobs } from '../../../src/workspace/read-blobs.ts';
import type { Case } from './cases.ts';

/** Files that are compared, by their extensions. */
const code = new Set('py ts tsx js jsx mjs cjs go rs java kt rb php c h cc cpp cs swift scala'.split(' '));
const isTest = /(?:^|\/)(?:tests?|__tests__|spec|testdata)\/|[._-](?:test|spec)\.|_test\.go$|Test\.java$/;
/** Bytes of a file that are read. */
const longest = 400_000;

type Counts = ReadonlyMap<string, number>;

/**
 * The rank of the first gold file under plain BM25 over whole files, identifiers split into their words, tests halved:
 * what every ranking has to beat. Contents are counted once for all cases of a repository.
 */
export async function floorRank({ gitDir, commit, request, gold }: Case, known: Map<string, Counts>): Promise<number> {
  const { entries } = await listTree(gitDir, commit);
  const files = entries.filter(
    ({ path, mode }) => mode !== '160000' && code.has(path.slice(path.lastIndexOf('.') + 1)),
  );
  const shas = [...new Set(files.map(({ sha }) => sha))].filter((sha) => !known.has(sha));
  for await (const { sha, content } of readBlobs(shas, { gitDir, maxBytes: Number.POSITIVE_INFINITY })) {
    known.set(sha, count(content?.toString('utf8', 0, longest) ?? ''));
  }

  const documents = files.map(({ path, sha }) => {
    const counts = known.get(sha) ?? new Map<string, number>();
    return { path, counts, length: [...counts.values()].reduce((sum, times) => sum + times, 0) };
  });
  const frequencies = new Map<string, number>();
  for (const { counts } of documents) {
    for (const word of counts.keys()) frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
  }
  const average = documents.reduce((sum, { length }) => sum + length, 0) / documents.length;
  const words = [...new Set(wordsOf(request))];
  const scored = documents.map(({ path, counts, length }) => {
    let score = 0;
    for (const word of words) {
      const times = counts.get(word) ?? 0;
      const having = frequencies.get(word) ?? 0;
      const rarity = Math.log(1 + (documents.length - having + 0.5) / (having + 0.5));
      score += (rarity * times * 2.2) / (times + 1.2 * (0.25 + (0.75 * length) / average));
    }
    return { path, score: isTest.test(path) ? score / 2 : score };
  });
  scored.sort((left, right) => right.score - left.score || (left.path < right.path ? 1 : -1));
  const place = scored.findIndex(({ path }) => gold.has(path));
  return place === -1 ? Number.POSITIVE_INFINITY : place + 1;
}

function count(text: string): Counts {
  const counts = new Map<string, number>();
  for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** Its own, so that a change of ours does not move the floor. */
function wordsOf(text: string): string[] {
  return (text.match(/[A-Za-z_][A-Za-z0-9_]*/g) ?? []).flatMap((name) => {
    const parts = name.match(/[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[0-9]+/g) ?? [];
    const several = parts.length > 1 ? parts.filter((part) => part.length > 1) : [];
    return [name, ...several].map((word) => word.toLowerCase());
  });
}
