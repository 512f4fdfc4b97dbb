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

test.each([
  ['#!/bin/sh', 'shell'],
  ['#! /usr/bin/env bash -e', 'shell'],
  ['#!/usr/bin/python3.11\r\n', 'python'],
  ['#!/usr/bin/env -S uv run --script\nimport os\n', 'python'],
  ['#!/usr/bin/env -S NODE_ENV=test node --flag', 'javascript'],
  ['#!/usr/bin/env deno', 'typescript'],
  ['#!/usr/bin/env Rscript', 'r'],
  ['#!/usr/bin/perl -w', 'perl'],
  ['#!/usr/bin/env', 'text'],
  ['#!', 'text'],
  [' #!/bin/sh', 'text'],
  ['#!/opt/constructor', 'text'],
  [`#!${'/'.repeat(262_144)}`, 'text'],
])('a file without an extension that begins with %j is %s', (text, language) => {
  expect(languageOf('bin/start', text)).toBe(language);
});

test('a name and an extension say more than a first line', () => {
  expect(languageOf('start.py', '#!/bin/sh')).toBe('python');
  expect(languageOf('notes.txt', '#!/bin/sh')).toBe('text');
  expect(languageOf('Makefile', '#!/bin/sh')).toBe('make');
  expect(languageOf('bin/start')).toBe('text');
});

test('a language tells its extensions', () => {
  expect(extensionsOf('go')).toEqual(['go']);
  expect(extensionsOf('no such language')).toEqual([]);
});
