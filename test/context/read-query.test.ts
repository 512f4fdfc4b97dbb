import { describe, expect, test } from 'vitest';
import { mentionsPath, readQuery } from '../../src/context/read-query.ts';

describe('readQuery', () => {
  test('what looks like code weighs more than a word of the prose', () => {
    const { mentions } = readQuery('The reply is lost: buildSearchParams, max_size and `hijack` all fail');
    expect(mentions.get('buildsearchparams')).toEqual({ name: 'buildSearchParams', weight: 1 });
    expect(mentions.get('max_size')?.weight).toBe(1);
    expect(mentions.get('hijack')?.weight).toBe(1);
    expect(mentions.get('reply')?.weight).toBe(0.5);
    expect(mentions.has('the')).toBe(false);
  });

  test.each([
    ['see src/lib/a.ts:12', ['src/lib/a.ts']],
    ['at Object.<anonymous> (/home/me/app/lib/reply.js:120:7)', ['home/me/app/lib/reply.js']],
    ['./src/a.py, and ../b/c.py.', ['src/a.py', 'b/c.py']],
    ['File "C:\\\\app\\\\a.py"', ['a.py']],
    ['and/or', ['and/or']],
    ['no path here.', []],
  ])('finds the paths of %j', (text, paths) => {
    expect(readQuery(text).paths).toEqual(paths);
  });

  test('a path matches from above the repository, inside of it, and whatever the case', () => {
    const query = readQuery('/home/me/app/Lib/reply.js and utils.ts');
    expect(mentionsPath(query, 'lib/reply.js')).toBe(true);
    expect(mentionsPath(query, 'src/utils.ts')).toBe(true);
    expect(mentionsPath(query, 'src/my-utils.ts')).toBe(false);
    expect(mentionsPath(query, 'ly.js')).toBe(false);
  });

  test('an empty request asks for nothing', () => {
    const query = readQuery('');
    expect([query.words.size, query.mentions.size, query.paths.length]).toEqual([0, 0, 0]);
  });

  test.each(['a', 'A', '`', '/', 'a/', '.', '.-', '`a', 'a_', ' ', '日', '../', '```\n', 'a.b'])(
    'FAULT 59: 262,144 characters of %j',
    (unit) => {
      const text = unit.repeat(262_144 / unit.length);
      for (const request of [text, `${text.slice(0, 65_000)} end`, `${text.slice(0, 65_000)}x`]) {
        expect(readQuery(request).text.length).toBeLessThanOrEqual(65_536);
      }
    },
  );
});
