import { expect, test } from 'vitest';
import { scoreNeighbours } from '../../src/context/score-neighbours.ts';

test('a file has the best score of those beside it, whoever imports whom', () => {
  const scores = Float64Array.from([99, 0, 0, 1, 0]);
  const [first, second, third, fourth, last] = scoreNeighbours({ from: [0, 2, 3], to: [1, 0, 1] }, scores);
  expect([first, second, third, fourth, last]).toEqual([0, 1, 1, 0, 0]);
  expect(scoreNeighbours({ from: [4], to: [3] }, scores)[4]).toBeCloseTo(1 / 8);
});

test('without imports nobody has a neighbour', () => {
  expect([...scoreNeighbours({ from: [], to: [] }, Float64Array.from([1]))]).toEqual([0]);
});
