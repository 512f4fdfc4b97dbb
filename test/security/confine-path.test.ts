import { expect, test } from 'vitest';
import { confineName, confinePath } from '../../src/security/confine-path.ts';

test.each([
  'src/a.ts',
  '.gitignore',
  '.gitattributes',
  '.github/dependabot.yml',
  'a..b/...c',
  'git/x',
  'ünï/日本.py',
  'a b',
])('%j may be edited', (path) => {
  expect(confinePath(path)).toEqual({ path });
});

test.each([
  ['', 'empty'],
  ['..', 'plain'],
  ['../repo-evil/a', 'plain'],
  ['a/../../b', 'plain'],
  ['./a', 'plain'],
  ['a//b', 'plain'],
  ['a/', 'plain'],
  ['/etc/passwd', 'relative'],
  ['C:/Windows', 'relative'],
  ['c:a', 'relative'],
  ['a\\..\\b', 'folders are separated'],
  ['a\0b', 'control character'],
  ['a\nb', 'control character'],
  ['a\u0085b', 'control character'],
  ['a\ud800', 'Unicode'],
  ['x/'.repeat(600), '1,024 bytes'],
  ['é'.repeat(200), '255 bytes'],
])('FAULT 52: %j is refused', (path, why) => {
  expect(confinePath(path)).toEqual({ refused: expect.stringContaining(why) });
});

test.each([
  ...['.git/config', '.GIT/hooks/pre-commit', 'sub/.git/config', '.git', '.git /x', '.git./x', '.git...', '.git . /x'],
  ...['GIT~1/config', 'git~2', '.git::$INDEX_ALLOCATION/x', '.g\u200cit/config', '.\u202egit/x', '．git/config'],
])('FAULT 54: %j is refused, also to read or to check out', (path) => {
  expect(confineName(path)).toHaveProperty('refused');
  expect(confinePath(path)).toHaveProperty('refused');
});

test.each([
  ...['.gitmodules', 'sub/.gitmodules', '.GitModules', '.gitmodules ', 'GITMOD~1', 'gi7eba~1'],
  ...['.github/workflows/ci.yml', '.GitHub/Workflows/ci.yml', '.github./workflows /x.yml', '.github/workflows'],
])('FAULT 54: %j may be there, but no edit may touch it', (path) => {
  expect(confineName(path)).toEqual({ path });
  expect(confinePath(path)).toHaveProperty('refused');
});

test.each(['--output=x', '-rf'])('FAULT 56: %j is a plain name; git gets it behind `--`', (path) => {
  expect(confinePath(path)).toEqual({ path });
});

test.each(['.', '/', '~', ' ', 'x', ':', '\u200c'])(
  'FAULT 59: 262,144 characters of %j are refused at once',
  (unit) => {
    expect(confinePath(unit.repeat(262_144))).toHaveProperty('refused');
  },
);
