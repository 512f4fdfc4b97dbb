import { describe, expect, test } from 'vitest';
import { mergeOrder, type Place } from '../../../src/patching/merge-source/merge-order.ts';

const never = (): boolean => false;
const asTheyAre = (added: readonly number[]) => added;
const listed = (places: readonly Place[]) =>
  places.flatMap(({ ids, conflict }): (number | object)[] => (conflict ? [conflict] : [...ids]));
/** Members of a class, say: all of them commute. */
const merge = (base: readonly number[], left: readonly number[], right: readonly number[]) =>
  listed(mergeOrder({ base, left, right }, () => true, never, never, asTheyAre));
/** Statements, whose order is meaning. */
const mergeStrictly = (
  base: readonly number[],
  left: readonly number[],
  right: readonly number[],
  mayTurn: () => boolean = never,
) => listed(mergeOrder({ base, left, right }, never, never, mayTurn, asTheyAre));

describe('members that commute', () => {
  test('stand in the order that one side gave them', () => {
    expect(merge([1, 2, 3], [3, 1, 2], [1, 2, 3])).toEqual([3, 1, 2]);
    expect(merge([1, 2, 3], [1, 2, 3], [2, 3, 1])).toEqual([2, 3, 1]);
  });

  test('that both sides added go side by side, the left ones first, each behind what it was put behind', () => {
    expect(merge([1, 2], [1, 10, 2], [1, 20, 2])).toEqual([1, 10, 20, 2]);
    expect(merge([1, 2], [10, 1, 2], [1, 2, 20])).toEqual([10, 1, 2, 20]);
  });

  test('that both sides added under one number stand there once', () => {
    expect(merge([1], [1, 10], [1, 10, 20])).toEqual([1, 10, 20]);
  });

  test('that a side deleted keep their old place, so that an edit of them shows', () => {
    expect(merge([1, 2, 3], [1, 3], [1, 2, 3])).toEqual([1, 2, 3]);
  });

  test('are moved and added to at once', () => {
    expect(merge([1, 2, 3], [3, 1, 2], [1, 2, 20, 3])).toEqual([3, 1, 2, 20]);
  });

  test('that both sides put in the place of one may be its two new names', () => {
    expect(merge([1, 2], [10, 2], [20, 2])).toEqual([{ base: [1], left: [10], right: [20] }, 2]);
  });

  test('that are apart do not', () => {
    const ids = { base: [1, 2], left: [10, 2], right: [20, 2] };
    const places = mergeOrder(
      ids,
      () => true,
      () => true,
      never,
      asTheyAre,
    );
    expect(places.flatMap(({ ids }) => ids)).toEqual([1, 10, 20, 2]);
  });

  test('are put as they are arranged', () => {
    const ids = { base: [1], left: [1, 30], right: [1, 20] };
    const places = mergeOrder(
      ids,
      () => true,
      never,
      never,
      (added) => [...added].sort((a, b) => a - b),
    );
    expect(places.flatMap(({ ids }) => ids)).toEqual([1, 20, 30]);
  });
});

describe('members whose order is meaning', () => {
  test('merge where only one side changed a place', () => {
    expect(mergeStrictly([1, 2, 3], [1, 10, 2, 3], [1, 2, 20, 3])).toEqual([1, 10, 2, 20, 3]);
  });

  test('are a conflict where both added in one place', () => {
    expect(mergeStrictly([1, 2], [1, 10, 2], [1, 20, 2])).toEqual([1, { base: [], left: [10], right: [20] }, 2]);
  });

  test('are none where those may turn', () => {
    expect(mergeStrictly([1, 2], [1, 10, 2], [1, 20, 2], () => true)).toEqual([1, 10, 20, 2]);
  });

  test('but turn nothing that one side moved', () => {
    const [place] = mergeStrictly([1, 2], [2, 1], [1, 20, 2], () => true);
    expect(place).toEqual({ base: [1], left: [], right: [1, 20] });
  });
});
