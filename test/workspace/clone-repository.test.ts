import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { fetchCommit } from '../../src/workspace/clone-repository.ts';
import { findCommit } from '../../src/workspace/find-commit.ts';
import { openWorkspace } from '../../src/workspace/open-workspace.ts';
import { runGit } from '../../src/workspace/run-git.ts';
import { gitServer } from './git-server.ts';
import { commitFiles, temporaryFolder, temporaryRepository } from './temporary-repository.ts';

/** A served repository with two commits, and a place for its clone. */
async function served(behaviour: Parameters<typeof gitServer>[1] = {}) {
  const { gitDir: origin, commit: first } = await temporaryRepository({ 'a.txt': 'one\n' });
  const second = await commitFiles(origin, { 'a.txt': 'two\n', 'b/c.txt': 'three\n' });
  const server = await gitServer(dirname(origin), behaviour);
  const gitDir = join(await temporaryFolder(), 'clones', 'r.git');
  return { origin, first, second, url: `${server}/${basename(origin)}`, gitDir };
}

async function everyFile(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => readFile(join(entry.parentPath, entry.name), 'latin1'));
  return (await Promise.all(files)).join('\n');
}

/** What git counts: its loose objects, its packs, and the objects in them. */
async function countObjects(gitDir: string): Promise<Record<string, string>> {
  const lines = String(await runGit(['count-objects', '-v'], { gitDir }))
    .trim()
    .split('\n');
  return Object.fromEntries(lines.map((line) => line.split(': ')));
}

/** Of every process of this machine. */
function commandLines(): string[] {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return processes.map((id) => {
    try {
      return readFileSync(`/proc/${id}/cmdline`, 'latin1');
    } catch {
      // It has ended.
      return '';
    }
  });
}

test('one commit arrives with its files and without its history', async () => {
  const { url, gitDir, first, second } = await served();
  await fetchCommit({ url, gitDir, commit: second });
  expect((await openWorkspace({ gitDir, commit: second })).paths()).toEqual(['a.txt', 'b/c.txt']);
  expect(await findCommit(gitDir, first)).toBeUndefined();
  await fetchCommit({ url, gitDir, commit: first });
  expect(await findCommit(gitDir, first)).toBe(first);
});

test('a commit that is there is not fetched again', async () => {
  let requests = 0;
  const { url, gitDir, second } = await served({ admits: () => ++requests > 0 });
  await fetchCommit({ url, gitDir, commit: second });
  const before = requests;
  await fetchCommit({ url, gitDir, commit: second });
  expect(requests).toBe(before);
});

test('a later commit brings only what it changed, in one piece', async () => {
  const { url, gitDir, origin, second } = await served();
  await fetchCommit({ url, gitDir, commit: second });
  const third = await commitFiles(origin, { 'a.txt': 'two\n', 'b/c.txt': 'changed\n' });
  const before = await countObjects(gitDir);
  await fetchCommit({ url, gitDir, commit: third });
  const after = await countObjects(gitDir);
  // The commit, two folders and one file: a.txt is there.
  expect(Number(after['in-pack']) - Number(before['in-pack'])).toBe(4);
  expect(after).toMatchObject({ count: '0', packs: '2' });
  const workspace = await openWorkspace({ gitDir, commit: third });
  expect(String(await workspace.read('a.txt'))).toBe('two\n');
  expect(String(await workspace.read('b/c.txt'))).toBe('changed\n');
});

test('many tasks may fetch at once into one place that is not there yet', async () => {
  const { url, gitDir, first, second } = await served();
  const commits = [first, second, first, second, first, second];
  await Promise.all(commits.map((commit) => fetchCommit({ url, gitDir, commit })));
  expect(await findCommit(gitDir, first)).toBe(first);
  expect(await findCommit(gitDir, second)).toBe(second);
  expect(await readdir(dirname(gitDir))).toEqual(['r.git']);
});

test('a local repository is fetched by its path', async () => {
  const { origin, gitDir, second } = await served();
  await fetchCommit({ url: origin, gitDir, commit: second });
  expect(await findCommit(gitDir, second.slice(0, 10))).toBe(second);
});

test('a server that gives no single commits is asked for all branches', async () => {
  const { url, gitDir, first } = await served({ old: true });
  await fetchCommit({ url, gitDir, commit: first });
  expect(await findCommit(gitDir, first)).toBe(first);
});

test('a commit that the server does not have gives a sentence', async () => {
  const { url, gitDir } = await served();
  await expect(fetchCommit({ url, gitDir, commit: 'deadbeef'.repeat(5) })).rejects.toThrow(
    /^git fetch failed: .*not our ref/,
  );
});

test('FAULT 51: the token reaches the server, and neither argv, nor the disk, nor an error shows it', async () => {
  const token = `ghs_${randomUUID()}`;
  const credentials = Buffer.from(`x-access-token:${token}`).toString('base64');
  const argv: string[] = [];
  const { url, gitDir, second } = await served({
    admits(authorization) {
      // Who asks waits for the answer.
      argv.push(...commandLines());
      return authorization === `Basic ${credentials}`;
    },
  });

  await fetchCommit({ url, gitDir, commit: second, token });
  const wrong = `${token}-of-another-installation`;
  const refusal = await fetchCommit({ url, gitDir, commit: 'deadbeef'.repeat(5), token: wrong }).catch(String);

  for (const place of [argv.join('\n'), await everyFile(dirname(gitDir)), refusal]) {
    expect(place).not.toContain(token);
    expect(place).not.toContain(credentials);
  }
  expect(argv.join('\n')).toContain('--depth=1');
  expect(refusal).toContain('git fetch failed');
});

test('FAULT 51: a token does not follow a redirect to another server', async () => {
  const seen: unknown[] = [];
  const { url, second } = await served({ admits: (authorization) => seen.push(authorization) > 0 });
  const moved = await gitServer('/nonexistent', { movedTo: new URL(url).origin });
  const gitDir = join(await temporaryFolder(), 'r.git');
  const request = { url: `${moved}${new URL(url).pathname}`, gitDir, commit: second };
  await expect(fetchCommit({ ...request, token: 'secret-token' })).rejects.toThrow('git fetch failed');
  expect(seen).toEqual([]);
  await fetchCommit(request);
  expect(new Set(seen)).toEqual(new Set([undefined]));
});

test('an address that is neither https nor on this machine is refused', async () => {
  const commit = 'deadbeef'.repeat(5);
  const gitDir = await temporaryFolder();
  for (const url of [
    'http://example.org/r',
    'ssh://example.org/r',
    'ext::sh -c true',
    'relative/path',
    '--upload-pack=x',
    '',
  ]) {
    await expect(fetchCommit({ url, gitDir, commit, token: 'secret-token' })).rejects.toThrow('is fetched over https');
  }
  await expect(fetchCommit({ url: 'https://a:b@example.org/r', gitDir, commit })).rejects.toThrow('no user name');
});

test('FAULT 56: revisions that look like options are no revisions', async () => {
  const { gitDir } = await temporaryRepository({ a: 'one\n' });
  for (const revision of ['--output=/tmp/x', '-h', '--all', '', 'main:a', 'nothing']) {
    expect(await findCommit(gitDir, revision)).toBeUndefined();
  }
  await expect(fetchCommit({ url: gitDir, gitDir, commit: '--upload-pack=touch' })).rejects.toThrow('full name');
});
