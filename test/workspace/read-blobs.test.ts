import { expect, test } from 'vitest';
import { readBlobs } from '../../src/workspace/read-blobs.ts';
import { runGit } from '../../src/workspace/run-git.ts';
import { temporaryRepository } from './temporary-repository.ts';

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

async function shaOf(gitDir: string, path: string): Promise<string> {
  return (await runGit(['rev-parse', '--verify', '--end-of-options', `main:${path}`], { gitDir })).toString().trim();
}

const nobody = 'deadbeef'.repeat(5);

test('blobs come in the order asked for, repeats and empty ones included', async () => {
  const { gitDir } = await temporaryRepository({ a: 'one\n', b: '', c: Buffer.from([0, 255, 10, 13, 0]) });
  const [a, b, c] = await Promise.all(['a', 'b', 'c'].map((path) => shaOf(gitDir, path)));
  const blobs = await collect(readBlobs([c ?? '', a ?? '', b ?? '', a ?? ''], { gitDir }));
  expect(blobs.map((blob) => blob.content?.toString('latin1'))).toEqual(['\0\xff\n\r\0', 'one\n', '', 'one\n']);
});

test('missing objects and objects that are no blob are said to be missing, and reading goes on', async () => {
  const { gitDir, commit } = await temporaryRepository({ a: 'one\n' });
  const a = await shaOf(gitDir, 'a');
  expect(await collect(readBlobs([nobody, commit, a], { gitDir }))).toEqual([
    { sha: nobody, content: null, reason: 'missing' },
    { sha: commit, content: null, reason: 'missing' },
    { sha: a, content: Buffer.from('one\n') },
  ]);
});

test('FAULT 58: a blob over the limit is read past, and one larger than any pipe buffer arrives whole', async () => {
  const large = Buffer.alloc(3_000_000, 'line of text\n');
  const { gitDir } = await temporaryRepository({ a: 'one\n', large });
  const [a = '', sha = ''] = await Promise.all([shaOf(gitDir, 'a'), shaOf(gitDir, 'large')]);
  expect(await collect(readBlobs([sha, a], { gitDir }))).toEqual([
    { sha, content: null, reason: 'too large' },
    { sha: a, content: Buffer.from('one\n') },
  ]);
  const [whole] = await collect(readBlobs([sha], { gitDir, maxBytes: 3_000_000 }));
  expect(whole?.content?.equals(large)).toBe(true);
});

test('thousands of blobs go through one process', async () => {
  const files = Object.fromEntries(Array.from({ length: 3000 }, (_, n) => [`f${n}`, `content ${n}\n`]));
  const { gitDir } = await temporaryRepository(files);
  const listed = (await runGit(['ls-tree', 'main', '--format=%(objectname)'], { gitDir }))
    .toString()
    .trim()
    .split('\n');
  const blobs = await collect(readBlobs(listed, { gitDir }));
  expect(new Set(blobs.map((blob) => blob.content?.toString()))).toEqual(new Set(Object.values(files)));
});

test('a reader may leave early, and an aborted one throws the reason', async () => {
  const { gitDir } = await temporaryRepository({ a: Buffer.alloc(500_000, 'x') });
  const a = await shaOf(gitDir, 'a');
  for await (const blob of readBlobs([a, a, a, a, a, a], { gitDir })) {
    expect(blob.sha).toBe(a);
    break;
  }
  const abort = new AbortController();
  const reading = collect(
    (async function* () {
      for await (const blob of readBlobs([a, a, a, a, a, a], { gitDir, signal: abort.signal })) {
        abort.abort(new Error('stopped by a person'));
        yield blob;
      }
    })(),
  );
  await expect(reading).rejects.toThrow('stopped by a person');
});

test('FAULT 56: a name that is no full object name never reaches git', async () => {
  const { gitDir } = await temporaryRepository({ a: 'one\n' });
  for (const name of ['--batch-all-objects', 'HEAD', `${nobody}\nHEAD:a`, '']) {
    await expect(collect(readBlobs([name], { gitDir }))).rejects.toThrow('is not the full name of a git object');
  }
});

test('a folder that is no repository gives one sentence', async () => {
  await expect(collect(readBlobs([nobody], { gitDir: '/nonexistent' }))).rejects.toThrow(
    /^git cat-file failed: fatal: not a git repository/,
  );
});

test('asking for nothing gives nothing', async () => {
  const { gitDir } = await temporaryRepository({ a: 'one\n' });
  expect(await collect(readBlobs([], { gitDir }))).toEqual([]);
});
