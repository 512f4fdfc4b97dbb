import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkOut } from '../../src/workspace/check-out.ts';
import { openWorkspace } from '../../src/workspace/open-workspace.ts';
import { runGit } from '../../src/workspace/run-git.ts';
import { temporaryFolder, temporaryRepository } from './temporary-repository.ts';

test('output comes as bytes, input goes in as it is', async () => {
  const { gitDir } = await temporaryRepository({ a: 'one\n' });
  const content = Buffer.from([0, 255, 10, 13]);
  const sha = (await runGit(['hash-object', '-w', '--stdin'], { gitDir, input: content })).toString().trim();
  expect(await runGit(['cat-file', 'blob', sha], { gitDir })).toEqual(content);
});

test("an error is one sentence that ends in git's last line", async () => {
  const { gitDir } = await temporaryRepository({ a: 'one\n' });
  await expect(runGit(['cat-file', '-t', '--', 'nothing'], { gitDir })).rejects.toThrow(/^git cat-file failed: /);
  await expect(runGit(['ls-tree', 'main'], { gitDir, maxBytes: 10 })).rejects.toThrow('more than could be taken');
  await expect(runGit(['status'], { cwd: '/nonexistent' })).rejects.toThrow('check that the folder exists');
});

test('a signal ends it with the reason', async () => {
  const { gitDir } = await temporaryRepository({ a: 'one\n' });
  const before = AbortSignal.abort(new Error('stopped by a person'));
  await expect(runGit(['ls-tree', 'main'], { gitDir, signal: before })).rejects.toThrow('stopped by a person');
});

test('FAULT 51: nothing of our environment reaches git, and no secret leaves through an error', async () => {
  process.env.GOAT_CANARY = 'canary-0123456789';
  const { gitDir } = await temporaryRepository({ a: 'one\n' });
  const seen = (await runGit(['-c', 'alias.env=!env', 'env'], { gitDir })).toString();
  expect(seen).not.toContain('canary');
  expect(seen).toContain('HOME=/nonexistent');
  delete process.env.GOAT_CANARY;
  const token = `ghp_${'a'.repeat(36)}`;
  await expect(runGit(['ls-tree', '--end-of-options', token], { gitDir })).rejects.toThrow('[redacted]');
});

test('FAULT 55: hooks, filters, fsmonitor and textconv of a hostile repository do nothing', async () => {
  const trap = await temporaryFolder();
  const { gitDir, commit } = await temporaryRepository({
    '.gitattributes': '* filter=evil diff=evil text eol=crlf working-tree-encoding=UTF-16\n',
    '.gitmodules': '[submodule "x"]\n\tpath = x\n\turl = ext::sh -c touch%20owned\n',
    'a.txt': 'one\ntwo\n',
  });
  const spring = join(gitDir, 'spring.sh');
  await writeFile(spring, `#!/bin/sh\necho "$0 $*" >> ${trap}/sprung\n`);
  await chmod(spring, 0o755);
  const settings = {
    ...{ 'filter.evil.smudge': spring, 'filter.evil.clean': spring, 'filter.evil.process': spring },
    ...{ 'diff.evil.textconv': spring, 'diff.evil.command': spring, 'diff.external': spring },
    ...{ 'core.fsmonitor': spring, 'core.pager': spring, 'core.editor': spring, 'core.sshCommand': spring },
    ...{ 'core.hooksPath': join(gitDir, 'hooks'), 'credential.helper': spring, 'uploadpack.packObjectsHook': spring },
  };
  for (const [key, value] of Object.entries(settings)) await runGit(['config', key, value], { gitDir });
  await mkdir(join(gitDir, 'hooks'), { recursive: true });
  for (const hook of ['post-checkout', 'post-index-change', 'reference-transaction', 'pre-commit', 'post-update']) {
    await writeFile(join(gitDir, 'hooks', hook), `#!/bin/sh\necho ${hook} >> ${trap}/sprung\n`, { mode: 0o755 });
  }

  const workspace = await openWorkspace({ gitDir, commit });
  expect((await workspace.read('a.txt'))?.toString()).toBe('one\ntwo\n');
  await checkOut({ gitDir, commit, directory: join(await temporaryFolder(), 'out') });
  await runGit(['update-ref', 'refs/heads/other', commit], { gitDir });
  await runGit(['fetch', '--quiet', '--end-of-options', gitDir, 'main'], {
    gitDir,
    env: { GIT_ALLOW_PROTOCOL: 'file' },
  });
  expect(await readdir(trap)).toEqual([]);
});

test('FAULT 55: no protocol but http is spoken where nobody asked for it', async () => {
  const { gitDir } = await temporaryRepository({ a: 'one\n' });
  for (const url of [gitDir, `file://${gitDir}`, 'ext::sh -c true', 'ssh://localhost/x', 'git://localhost/x']) {
    await expect(runGit(['fetch', '--end-of-options', url], { gitDir })).rejects.toThrow('not allowed');
  }
});
