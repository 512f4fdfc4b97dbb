import { describe, expect, test } from 'vitest';
import { matchPath } from '../../src/context/match-paths.ts';

const files = [
  'src/utils/stream.ts',
  'src/my-utils.ts',
  'src/utils.ts',
  'lib/jsx/index.ts',
  'xarray/core/formatting.py',
  'lib/my_app/user.ex',
  'setup.py',
  'src/requests/adapters.py',
  'activerecord/lib/active_record/base.rb',
  'packages/reactivity/src/ref.ts',
  'crates/syntax/src/lib.rs',
].map((path) => ({ path, blob: '' }));
const match = (path: string, isModule = false) =>
  matchPath(files, { path, line: undefined, isModule }).map((file) => files[file]?.path);

describe('matchPath', () => {
  test.each([
    ['the whole path', 'src/utils.ts', 'src/utils.ts'],
    ['a file name', 'utils.ts', 'src/utils.ts'],
    ['a path from above the repository', 'home/me/app/src/utils.ts', 'src/utils.ts'],
    ['a path without an extension', 'utils/stream', 'src/utils/stream.ts'],
    ['a folder that is a module', 'lib/jsx', 'lib/jsx/index.ts'],
  ])('%s', (_, mentioned, path) => {
    expect(match(mentioned)).toEqual([path]);
  });

  test.each([
    ['usr/lib/python3/site-packages/requests/adapters.py', 'src/requests/adapters.py'],
    ['ruby/3.2.0/gems/activerecord-7.0.4/lib/active_record/base.rb', 'activerecord/lib/active_record/base.rb'],
    ['app/node_modules/@vue/reactivity/src/ref.ts', 'packages/reactivity/src/ref.ts'],
    ['.cargo/registry/src/index.example-6f17d22bba15001f/syntax-0.1.2/src/lib.rs', 'crates/syntax/src/lib.rs'],
  ])('a file of an installed package, whatever folder its repository keeps it in: %s', (mentioned, path) => {
    expect(match(mentioned)).toEqual([path]);
  });

  test('a module, also with names inside of it', () => {
    expect(match('xarray/core/formatting', true)).toEqual(['xarray/core/formatting.py']);
    expect(match('core/formatting/array_repr', true)).toEqual(['xarray/core/formatting.py']);
    expect(match('myapp/user/changeset', true)).toEqual(['lib/my_app/user.ex']);
  });

  test('the end of a name is no match, nor a lone name at the end of a path from elsewhere', () => {
    expect(match('ils.ts')).toEqual([]);
    expect(match('site-packages/numpy/setup.py')).toEqual([]);
    expect(match('site-packages/adapters.py')).toEqual([]);
    expect(match('node_modules/pinia/src/ref.ts')).toEqual([]);
    expect(match('formatting', true)).toEqual([]);
  });
});
