import { expect, test } from 'vitest';
import { inParallel } from '../../src/indexing/in-parallel.ts';

async function* upTo(count: number): AsyncGenerator<number> {
  for (let item = 0; item < count; item += 1) yield item;
}

const soon = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('each item gives its result, whoever is slow, and no more are at work than said', async () => {
  let working = 0;
  let most = 0;
  const results: number[] = [];
  const work = async (item: number) => {
    working += 1;
    most = Math.max(most, working);
    await soon(item % 3);
    working -= 1;
    return item * 2;
  };
  for await (const result of inParallel(upTo(20), work, 4)) results.push(result);
  expect(results.sort((left, right) => left - right)).toEqual(Array.from({ length: 20 }, (_, item) => item * 2));
  expect(most).toBe(4);
});

test('no items, no results', async () => {
  for await (const _ of inParallel(upTo(0), async () => 1, 4)) expect.unreachable();
});

test('after an error what was going on still counts, and nothing more is begun', async () => {
  const begun: number[] = [];
  const results: number[] = [];
  const work = async (item: number) => {
    begun.push(item);
    await soon(item === 1 ? 1 : 10);
    if (item === 1) throw new Error('no');
    return item;
  };
  const run = async () => {
    for await (const result of inParallel(upTo(100), work, 3)) results.push(result);
  };
  await expect(run()).rejects.toThrow('no');
  expect(results.sort()).toEqual(begun.filter((item) => item !== 1));
  expect(begun.length).toBeLessThan(10);
});

test('who leaves early waits for what is going on', async () => {
  let working = 0;
  const work = async (item: number) => {
    working += 1;
    await soon(5);
    working -= 1;
    return item;
  };
  for await (const _ of inParallel(upTo(100), work, 3)) break;
  expect(working).toBe(0);
});
