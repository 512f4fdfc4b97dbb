import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { listFiles } from '../../src/indexing/list-files.ts';
import { runGit } from '../../src/workspace/run-git.ts';
import { commitFiles, type Files, loseContent, temporaryRepository } from '../workspace/temporary-repository.ts';

const repository = 'r';

/** What is listed of a commit with these files, and what is not. */
async function list(files: Files) {
  const place = await temporaryRepository(files);
  const listed = await listFiles({ repository, ...place });
  const paths = listed.files.map((file) => file.path);
  const wanted = listed.files.filter((file) => file.wanted).map((file) => file.path);
  return { paths, wanted, skipped: Object.fromEntries(listed.skipped) };
}

test('FAULT 57, FAULT 58: the files of a commit are listed from its tree, and the others counted by reason', async () => {
  const { paths, skipped } = await list({
    'src/a.ts': 'a',
    'src/é ü.ts': 'b',
    '"\\"quoted\\"\\n.ts"': 'c',
    'run.sh': { executable: 'x' },
    link: { link: 'src/a.ts' },
    module: { submodule: 'a'.repeat(40) },
    '"caf\\351.ts"': 'not UTF-8',
    'node_modules/x.js': 'x',
    'yarn.lock': 'x',
    'a.pb.go': 'x',
    'largest.ts': 'x'.repeat(1_000_000),
    'large.ts': 'x'.repeat(1_000_001),
  });
  expect([...paths].sort()).toEqual(['"quoted"\n.ts', 'largest.ts', 'run.sh', 'src/a.ts', 'src/é ü.ts'].sort());
  expect(skipped).toEqual({
    'symbolic link': 1,
    submodule: 1,
    'name not UTF-8': 1,
    vendored: 1,
    generated: 1,
    'lock file': 1,
    large: 1,
  });
});

test('what the clone lacks is counted as that', async () => {
  const place = await temporaryRepository({ 'kept.ts': 'x', 'lost.ts': 'y' });
  await loseContent(place.gitDir, place.commit, 'lost.ts');
  const { files, skipped } = await listFiles({ repository, ...place });
  expect(files.map((file) => file.path)).toEqual(['kept.ts']);
  expect([...skipped]).toEqual([['not in the clone', 1]]);
});

test('attributes of linguist take files out and bring them back, from any folder, by macro and by value', async () => {
  const { paths, skipped, wanted } = await list({
    '.gitattributes':
      '[attr]made linguist-generated=true\nmade/** made\nvendor/ours/** -linguist-vendored\nlib/* linguist-vendored\n',
    'made/a.go': '1',
    'made/.gitattributes': 'by-hand.go linguist-generated=false\n',
    'made/by-hand.go': '2',
    'vendor/ours/b.go': '3',
    'vendor/theirs/c.go': '4',
    'lib/d.go': '5',
    'src/e.go': '6',
  });
  expect(paths).toEqual(['.gitattributes', 'made/by-hand.go', 'src/e.go', 'vendor/ours/b.go']);
  expect(skipped).toEqual({ generated: 2, vendored: 2 });
  expect(wanted).toEqual(['made/by-hand.go']);
});

test('attributes of the clone itself and links are not asked', async () => {
  const { gitDir, commit } = await temporaryRepository({
    '.gitattributes': 'a.go linguist-generated\n',
    'a.go': '1',
    'b.go': '2',
    'sub/c.go': '3',
    'sub/.gitattributes': { link: '../.gitattributes' },
  });
  await mkdir(path.join(gitDir, 'info'), { recursive: true });
  await writeFile(path.join(gitDir, 'info', 'attributes'), '*.go linguist-generated\n');
  const { files } = await listFiles({ repository, gitDir, commit });
  expect(files.map((file) => file.path)).toEqual(['.gitattributes', 'b.go', 'sub/c.go']);
});

test('.goatignore adds to what is left out, and its `!` brings back what usually is, generated or not', async () => {
  const { paths, skipped, wanted } = await list({
    '.gitattributes': 'src/made.go linguist-generated\n',
    '.goatignore': '\ufeff# data\r\n/data/\n*.snap\n!vendor/ours/\n!src/made.go\n',
    'data/a.json': '1',
    'sub/data/b.json': '2',
    'sub/c.snap': '3',
    'vendor/ours/deep/d.go': '4',
    'vendor/ours/e.snap': '5',
    'vendor/theirs/f.go': '6',
    'src/made.go': '7',
  });
  expect(paths).toEqual(['.gitattributes', '.goatignore', 'src/made.go', 'sub/data/b.json', 'vendor/ours/deep/d.go']);
  expect(skipped).toEqual({ ignored: 3, vendored: 1 });
  expect(wanted).toEqual(['src/made.go', 'vendor/ours/deep/d.go']);
});

test('.goatignore counts at the root only, and as a file', async () => {
  const { paths } = await list({ 'sub/.goatignore': '*', '.goatignore': { link: 'sub/.goatignore' }, 'a.ts': '' });
  expect(paths).toEqual(['a.ts', 'sub/.goatignore']);
});

test('FAULT 58: a file of 1 GB is passed over by its size, unread', async () => {
  const { gitDir } = await temporaryRepository({ 'a.ts': '' });
  const blob = '1'.repeat(40);
  await mkdir(path.join(gitDir, 'objects', blob.slice(0, 2)));
  const onlyItsBeginning = deflateSync(`blob ${2 ** 30}\0the rest is not there`);
  await writeFile(path.join(gitDir, 'objects', blob.slice(0, 2), blob.slice(2)), onlyItsBeginning);
  const tree = await runGit(['mktree'], { gitDir, input: `100644 blob ${blob}\thuge.csv\n` });
  const { files, skipped } = await listFiles({ repository, gitDir, commit: tree.toString().trim() });
  expect(files).toEqual([]);
  expect(Object.fromEntries(skipped)).toEqual({ large: 1 });
});

test('FAULT 58: 100,000 files, and 500 folders in each other, with attributes and an ignore file', async () => {
  const { gitDir, commit } = await temporaryRepository({
    '.gitattributes': 'f1.go linguist-generated\n',
    '.goatignore': 'f2.go\n',
    [`${'deep/'.repeat(500)}f1.go`]: '',
  });
  const makeTree = async (lines: readonly string[]) =>
    (await runGit(['mktree'], { gitDir, input: lines.join('\n') })).toString().trim();
  const numbers = (count: number) => Array.from({ length: count }, (_, number) => number);
  const root = (await runGit(['ls-tree', commit], { gitDir })).toString().trimEnd();
  const blob = (await runGit(['rev-parse', `${commit}:.goatignore`], { gitDir })).toString().trim();
  const thousand = await makeTree(numbers(1_000).map((number) => `100644 blob ${blob}\tf${number}.go`));
  const tree = await makeTree([root, ...numbers(100).map((number) => `040000 tree ${thousand}\tfolder${number}`)]);
  const { files, skipped } = await listFiles({ repository, gitDir, commit: tree });
  expect(files).toHaveLength(2 + 100 * 998);
  expect(Object.fromEntries(skipped)).toEqual({ generated: 101, ignored: 100 });
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
