import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { readSomeBlobs } from '../../src/workspace/read-some-blobs.ts';
import { runGit } from '../../src/workspace/run-git.ts';
import { temporaryRepository } from './temporary-repository.ts';

async function shaOf(gitDir: string, file: string): Promise<string> {
  return (await runGit(['rev-parse', '--verify', '--end-of-options', `main:${file}`], { gitDir })).toString().trim();
}

async function textsOf(shas: readonly string[], gitDir: string): Promise<(string | undefined)[]> {
  return (await readSomeBlobs(shas, gitDir)).map(({ content }) => content?.toString());
}

const nobody = 'deadbeef'.repeat(5);

test('calls at once each get their own blobs, in the order asked for', async () => {
  const { gitDir } = await temporaryRepository({ a: 'one\n', b: '', c: 'three\n'.repeat(50_000) });
  const [a = '', b = '', c = ''] = await Promise.all(['a', 'b', 'c'].map((file) => shaOf(gitDir, file)));
  expect(
    await Promise.all([
      textsOf([c, a], gitDir),
      textsOf([], gitDir),
      textsOf([b, nobody, a], gitDir),
      textsOf([c], gitDir),
    ]),
  ).toEqual([['three\n'.repeat(50_000), 'one\n'], [], ['', undefined, 'one\n'], ['three\n'.repeat(50_000)]]);
});

test('what comes into the clone after the first call is found', async () => {
  const { gitDir } = await temporaryRepository({ a: 'one\n' });
  expect(await textsOf([nobody], gitDir)).toEqual([undefined]);
  const input = 'two\n';
  const added = (await runGit(['hash-object', '-w', '--stdin'], { gitDir, input })).toString().trim();
  expect(await textsOf([added], gitDir)).toEqual(['two\n']);
});

test('more clones than processes are kept are read at once, and again', async () => {
  const repositories = await Promise.all(
    Array.from({ length: 6 }, (_, number) => temporaryRepository({ a: `${number}\n` })),
  );
  for (let round = 0; round < 2; round += 1) {
    const texts = await Promise.all(
      repositories.map(async ({ gitDir }) => textsOf([await shaOf(gitDir, 'a')], gitDir)),
    );
    expect(texts.flat()).toEqual(repositories.map((_, number) => `${number}\n`));
  }
});

test('a folder that is no clone is one sentence, at each call', async () => {
  const { gitDir } = await temporaryRepository({ a: 'one\n' });
  const wrong = path.join(gitDir, 'objects');
  for (let call = 0; call < 2; call += 1) {
    await expect(readSomeBlobs([nobody], wrong)).rejects.toThrow(/^git cat-file failed: fatal: not a git repository/);
  }
});

test('a name that git would take for something else is refused', async () => {
  const { gitDir } = await temporaryRepository({ a: 'one\n' });
  await expect(readSomeBlobs(['main:a'], gitDir)).rejects.toThrow('"main:a" is not the full name of a git object.');
});

test('the process that is kept keeps no program alive', async () => {
  const { gitDir } = await temporaryRepository({ a: 'one\n' });
  const module = pathToFileURL(path.resolve('src/workspace/read-some-blobs.ts')).href;
  const script = `const { readSomeBlobs } = await import(process.argv[1]);
    const [{ content }] = await readSomeBlobs([process.argv[2]], process.argv[3]);
    process.stdout.write(content);`;
  const args = ['--import', 'tsx', '--input-type=module', '-e', script, module, await shaOf(gitDir, 'a'), gitDir];
  const { stdout, status } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 20_000 });
  expect([stdout, status]).toEqual(['one\n', 0]);
});
