import { expect, test } from 'vitest';
import { extensionsOf, languageOf } from '../../src/syntax/language.ts';

test.each([
  ['src/cart.ts', 'typescript'],
  ['SRC/CART.PY', 'python'],
  ['Makefile', 'make'],
  ['tools/GNUmakefile', 'make'],
  ['Dockerfile', 'dockerfile'],
  ['deploy/app.dockerfile', 'dockerfile'],
  ['Gemfile', 'ruby'],
  ['Rakefile', 'ruby'],
  ['CMakeLists.txt', 'cmake'],
  ['cart.html.erb', 'erb'],
  ['.bashrc', 'shell'],
  ['notes.txt', 'text'],
  ['LICENSE', 'text'],
  ['constructor', 'text'],
  ['a.constructor', 'text'],
  ['', 'text'],
])('%s is %s', (path, language) => {
  expect(languageOf(path)).toBe(language);
});

test('a language tells its extensions', () => {
  expect(extensionsOf('go')).toEqual(['go']);
  expect(extensionsOf('no such language')).toEqual([]);
});
