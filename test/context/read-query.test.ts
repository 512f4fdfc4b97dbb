import { describe, expect, test } from 'vitest';
import { readQuery } from '../../src/context/read-query.ts';

const issue = (body: string) => `Something is wrong here\n\n${body}`;

describe('readQuery', () => {
  test('names are what looks like code: its shape, backticks, a call, what is in another', () => {
    const { names } = readQuery(issue('buildSearchParams, max_size, `hijack`, stop() and Session.send all fail'));
    for (const name of ['buildsearchparams', 'max_size', 'hijack', 'stop', 'send']) {
      expect(names.get(name)?.weight).toBe(1);
    }
    expect(names.get('send')?.owners).toEqual(new Set(['session']));
    expect(names.has('fail')).toBe(false);
  });

  test('a name that code only happens to call says less', () => {
    expect(readQuery(issue('```\nframe = load()\n```')).names.get('load')?.weight).toBeLessThan(1);
  });

  test('a request of a few words looks for names', () => {
    expect(readQuery('sharpen').names.get('sharpen')?.weight).toBe(3);
    const { names } = readQuery('Session.send');
    expect([names.get('session')?.weight, names.get('send')?.weight]).toEqual([1, 3]);
    expect(readQuery('the knife is never sharpen enough').names.has('sharpen')).toBe(false);
  });

  test('words weigh by where they stand, each once', () => {
    const { words } = readQuery('Reply lost\n\nsocket reply\n\n```\nbuffer\n```\n\n### Environment\nlinux');
    const weight = (word: string) => words.get(word) ?? 0;
    expect(weight('reply')).toBeGreaterThan(weight('socket'));
    expect(weight('socket')).toBeGreaterThan(weight('buffer'));
    expect(weight('buffer')).toBeGreaterThan(weight('linux'));
    expect(weight('linux')).toBe(0);
  });

  test('words that every issue has are left out', () => {
    expect([...readQuery('it should please work like this: socket').words.keys()]).toEqual(['socket']);
  });

  test('an option is a name in code', () => {
    const { words } = readQuery('--collect-only is too long');
    expect(words.has('collect_only')).toBe(true);
    expect(words.has('collectonly')).toBe(true);
  });

  test.each([
    ['see src/lib/a.ts:12', [{ path: 'src/lib/a.ts', line: 12, isModule: false }]],
    [
      './src/a.py, and ../b/c.py.',
      [expect.objectContaining({ path: 'src/a.py' }), expect.objectContaining({ path: 'b/c.py' })],
    ],
    ['https://github.com/o/r/blob/main/src/a.go#L7-L9', [{ path: 'src/a.go', line: 7, isModule: false }]],
    ['fix(utils/stream): x', [{ path: 'utils/stream', line: undefined, isModule: false }]],
    ['crate::flags::parse', [{ path: 'flags/parse', line: undefined, isModule: true }]],
    ['no path here.', []],
  ])('finds the paths of %j', (text, paths) => {
    expect(readQuery(text).paths).toEqual(paths);
  });

  test.each([
    ['test: wait for the server', ['tests']],
    ['Flaky test in CI', ['tests']],
    ['Typo in the documentation', ['prose']],
    ['pytest skips a test', []],
  ])('%j is about %j', (title, subjects) => {
    expect([...readQuery(title).subjects]).toEqual(subjects);
  });

  test.each(['', '   ', '![](https://example.org/a.png)'])('%j asks for next to nothing', (request) => {
    const query = readQuery(request);
    expect(query.names.size).toBeLessThan(6);
    expect(query.traces).toEqual([]);
  });

  const units = [
    'a',
    'A',
    '`',
    '/',
    'a/',
    '.',
    '.-',
    '`a',
    'a_',
    ' ',
    '日',
    '../',
    '```\n',
    'a.b',
    'a.b:1 ',
    '![',
    '<!--',
  ];
  const lines = [
    'at a.b (',
    '#0 a ',
    'File "a',
    ' in a.b',
    "panicked at '",
    '--> ',
    '**a',
    '- [ ] ',
    'On a',
    'a: 1.2\n',
    'E   ',
    '--a-b',
  ];
  test.each([...units, ...lines, '\n', 'x in a.b '])('FAULT 59: 262,144 characters of %j', (unit) => {
    const text = unit.repeat(Math.ceil(262_144 / unit.length));
    for (const request of [text, `a\n${text.slice(0, 65_000)} end`, `a\n${`${text.slice(0, 900)}\n`.repeat(70)}`]) {
      expect(readQuery(request).text.length).toBeLessThanOrEqual(65_536);
    }
  });
});
