import { describe, expect, test } from 'vitest';
import { skipByContent, skipByName } from '../../src/indexing/skip-reason.ts';

describe('by name and size', () => {
  test.each([
    ['node_modules/a/index.js', 'vendored'],
    ['packages/a/node_modules/b.js', 'vendored'],
    ['vendor/a.go', 'vendored'],
    ['third_party/a.cc', 'vendored'],
    ['dist/a.js', 'vendored'],
    ['out/a.js', 'vendored'],
    ['package-lock.json', 'lock file'],
    ['sub/Cargo.lock', 'lock file'],
    ['go.sum', 'lock file'],
    ['lib/jquery.min.js', 'minified'],
    ['lib/a.js.map', 'minified'],
    ['src/distance/a.ts', undefined],
    ['src/target/a.ts', undefined],
    ['build/build.ts', undefined],
    ['src/lock.ts', undefined],
    ['vendor', undefined],
  ])('%s: %s', (path, reason) => {
    expect(skipByName(path, 100)).toBe(reason);
  });

  test('FAULT 58: more than 1 MB', () => {
    expect(skipByName('a.ts', 1_000_000)).toBeUndefined();
    expect(skipByName('a.ts', 1_000_001)).toBe('large');
  });

  test('FAULT 59: a path of 262,144 characters', () => {
    for (const unit of ['a', '/', 'a/', 'a.', 'vendor', 'out/']) {
      expect(typeof skipByName(unit.repeat(262_144 / unit.length), 1)).toMatch(/string|undefined/);
    }
  });
});

describe('by content', () => {
  test('FAULT 58: binary', () => {
    expect(skipByContent('a.bin', Buffer.from([1, 2, 0, 3]))).toBe('binary');
    expect(skipByContent('a.txt', Buffer.from('é\r\n\ufeff'))).toBeUndefined();
  });

  test('FAULT 57: an LFS pointer', () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 12345\n`;
    expect(skipByContent('model.bin', Buffer.from(pointer))).toBe('LFS pointer');
  });

  test('minified code by its long lines; long lines of prose are prose', () => {
    const long = Buffer.from('var a=1;'.repeat(1_000));
    expect(skipByContent('a.js', long)).toBe('minified');
    expect(skipByContent('a.md', long)).toBeUndefined();
    expect(skipByContent('a.js', Buffer.from('var a = 1;\n'.repeat(1_000)))).toBeUndefined();
  });

  test('an empty file is a file', () => {
    expect(skipByContent('a.py', Buffer.alloc(0))).toBeUndefined();
  });
});
