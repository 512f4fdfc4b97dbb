import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { listFiles } from '../../../src/indexing/list-files.ts';
import { isTestPath } from '../../../src/text/test-path.ts';
import { readContents } from '../../../src/workspace/read-blobs.ts';
import { smallRepository } from '../../flows/small-repository.ts';
import { composeRepository } from '../index/compose-repository.ts';

/** Runs as long as a test suite does; the other test tells a fix from a wrong attempt. */
const slowTest = (seconds: number) => `import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

test('all that works already', () => pause(${seconds * 1000}));
`;

/** The small repository among `files` files of public ones, with a test suite that takes so long. */
export async function slowRepository(
  folder: string,
  files: number,
  seconds: number,
): Promise<Record<string, string | Buffer>> {
  const own = { ...(await smallRepository()), 'test/slow.test.js': slowTest(seconds) };
  const directory = await mkdtemp(path.join(tmpdir(), 'goat-bench-task-'));
  try {
    const gitDir = path.join(directory, 'composed.git');
    // `node --test` would run the tests among them.
    const { commit } = await composeRepository(folder, 2 * files, gitDir);
    const { files: listed } = await listFiles({ repository: 'bench', gitDir, commit });
    const others = listed.filter(({ path: name }) => !isTestPath(name));
    const wanted = others.slice(0, files - Object.keys(own).length);
    const contents: Record<string, Buffer> = {};
    for await (const { file, content } of readContents(wanted, { gitDir })) {
      if (content !== null) contents[`others/${file.path}`] = content;
    }
    return { ...contents, ...own };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
