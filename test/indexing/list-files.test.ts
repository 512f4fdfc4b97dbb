import { expect, test } from 'vitest';
import { listFiles } from '../../src/indexing/list-files.ts';
import { commitFiles, temporaryRepository } from '../workspace/temporary-repository.ts';

const repository = 'r';

test('the files of a commit are listed from its tree, and the others counted by reason', async () => {
  const { gitDir, commit } = await temporaryRepository({
    'src/a.ts': 'a',
    'src/é ü.ts': 'b',
    '"\\"quoted\\"\\n.ts"': 'c',
    'run.sh': { executable: 'x' },
    link: { link: 'src/a.ts' },
    module: { submodule: 'a'.repeat(40) },
    '"caf\\351.ts"': 'not UTF-8',
    'node_modules/x.js': 'x',
    'yarn.lock': 'x',
    'large.ts': 'x'.repeat(1_000_001),
  });
  const { files, skipped } = await listFiles({ repository, gitDir, commit });
  expect(files.map(({ path }) => path).sort()).toEqual(['"quoted"\n.ts', 'run.sh', 'src/a.ts', 'src/é ü.ts'].sort());
  expect(Object.fromEntries(skipped)).toEqual({
    'symbolic link': 1,
    submodule: 1,
    'name not UTF-8': 1,
    vendored: 1,
    'lock file': 1,
    large: 1,
  });
});

test('an empty commit has no files', async () => {
  const { gitDir } = await temporaryRepository({ a: 'a' });
  const commit = await commitFiles(gitDir, {});
  expect((await listFiles({ repository, gitDir, commit })).files).toEqual([]);
});

test('a commit that is not there is said in one sentence', async () => {
  const { gitDir } = await temporaryRepository({ a: 'a' });
  await expect(listFiles({ repository, gitDir, commit: '0'.repeat(40) })).rejects.toThrow(/^git ls-tree failed: /);
});

test('FAULT 56: a revision that looks like an option is none', async () => {
  const { gitDir } = await temporaryRepository({ a: 'a' });
  await expect(listFiles({ repository, gitDir, commit: '--name-only' })).rejects.toThrow(/^git ls-tree failed: /);
});
