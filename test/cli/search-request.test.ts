import { expect, test } from 'vitest';
import { readSearchRequest } from '../../src/cli/search-request.ts';

test('a search is asked for by a folder and a text', async () => {
  expect(await readSearchRequest(['.', 'where is it'])).toEqual({
    folder: '.',
    revision: 'HEAD',
    question: { kind: 'text', query: 'where is it', language: null, rewrite: false },
    top: 10,
    json: false,
  });
  const full = ['.', 'it', '--rev', 'v1', '--top', '3', '--language', 'Go', '--rewrite', '--json'];
  expect(await readSearchRequest(full)).toMatchObject({
    revision: 'v1',
    question: { language: 'go', rewrite: true },
    top: 3,
    json: true,
  });
});

test('a query may begin with a dash behind --, and be of any length', async () => {
  expect(await readSearchRequest(['--', '.', '-x'])).toMatchObject({ question: { query: '-x' } });
  const long = 'x'.repeat(262_144);
  expect(await readSearchRequest(['.', long])).toMatchObject({ question: { query: long } });
});

test.each([
  ['typescript', 'typescript'],
  ['ts', 'typescript'],
  ['PY', 'python'],
  ['rs', 'rust'],
  ['text', 'text'],
])('the language %s is %s', async (name, language) => {
  expect(await readSearchRequest(['.', 'x', '--language', name])).toMatchObject({ question: { language } });
});

test('who uses a name, and what imports a file, are asked in place of a text', async () => {
  expect((await readSearchRequest(['.', '--uses', 'App.run'])).question).toEqual({
    kind: 'uses',
    symbol: 'App.run',
    testsOnly: false,
  });
  expect((await readSearchRequest(['.', '--importers', 'a.py', '--tests'])).question).toEqual({
    kind: 'importers',
    path: 'a.py',
    testsOnly: true,
  });
});

test.each([
  ['nothing', [], 'Name a repository, and what to look for'],
  ['no query', ['.'], 'Say what to look for'],
  ['an empty query', ['.', ''], 'Say what to look for'],
  ['a blank query', ['.', ' \n'], 'Say what to look for'],
  ['a blank name', ['.', '--uses', ' '], 'Say what to look for'],
  ['words without quotes', ['.', 'two', 'words'], 'Put a query of several words in quotes'],
  ['two questions', ['.', 'x', '--uses', 'y'], 'Ask one thing'],
  ['--tests alone', ['.', 'x', '--tests'], '--tests goes with --uses SYMBOL or --importers PATH'],
  ['a language for a name', ['.', '--uses', 'x', '--language', 'go'], '--language goes with a QUERY'],
  ['no such language', ['.', 'x', '--language', 'klingon'], /no language "klingon": name one of .*python.*typescript/],
  ['no results', ['.', 'x', '--top', '0'], '--top takes a whole number from 1'],
  ['half a result', ['.', 'x', '--top', '1.5'], '--top takes a whole number from 1'],
  ['an unknown option', ['.', 'x', '--bogus'], "Unknown option '--bogus'"],
  ['an option without its value', ['.', 'x', '--rev'], '--rev'],
] as const)('%s is refused in one line', async (_, args, problem) => {
  const refusal = readSearchRequest(args);
  await expect(refusal).rejects.toThrow(problem);
  await expect(refusal).rejects.toThrow(/^[^\n]*$/);
});
