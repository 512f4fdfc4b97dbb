import { expect, test } from 'vitest';
import { findReverts } from '../../src/text/find-reverts.ts';

const sha = 'a'.repeat(40);

test('a commit is taken back as git says it, alone or as a merge', () => {
  const messages = [
    `Revert "x"\n\nThis reverts commit ${sha}.`,
    `Revert "y"\n\nThis reverts commit ${'b'.repeat(40)}, reversing\nchanges made to ${'c'.repeat(40)}.`,
    `This reverts commit ${sha}.`,
  ];
  expect(findReverts(messages, 'o/r')).toEqual({ commits: [sha, 'b'.repeat(40)], pulls: [] });
});

test('a pull request is taken back as GitHub says it, and only one of this repository', () => {
  expect(findReverts(['Reverts o/r#12', 'Reverts O/R#13', 'Reverts #14', 'Reverts other/r#15'], 'o/r').pulls).toEqual([
    12, 13, 14,
  ]);
});

test('what only looks like it takes nothing back', () => {
  const messages = [`> This reverts commit ${sha}.`, 'This reverts commit abc.', 'It reverts o/r#1', 'Reverts o/r#x'];
  expect(findReverts(messages, 'o/r')).toEqual({ commits: [], pulls: [] });
});

test('of very many, as many are taken as one person can have meant', () => {
  const many = Array.from({ length: 500 }, (_, nth) => `Reverts #${nth + 1}`);
  expect(findReverts(many, 'o/r').pulls).toHaveLength(20);
});

test('FAULT 59: 262,144 characters of anything are read in linear time', () => {
  for (const part of ['Reverts ', 'Reverts a/', 'a', 'This reverts commit ', '\n']) {
    expect(findReverts([part.repeat(262_144 / part.length)], 'o/r').commits).toEqual([]);
  }
});
