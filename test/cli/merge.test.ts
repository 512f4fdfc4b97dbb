import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { readMergeRequest } from '../../src/cli/merge-request.ts';

const base = "import { a } from 'x';\n";
const left = "import { a, b } from 'x';\n";
const right = "import { a, c } from 'x';\n";

describe('what goat merge is asked for', () => {
  test('three files, and the language by the name that is given, by the output, or by the left file', () => {
    expect(readMergeRequest(['a.ts', 'b.ts', 'c.ts'], '/w')).toEqual({
      ...{ base: '/w/a.ts', left: '/w/b.ts', right: '/w/c.ts' },
      ...{ out: null, name: '/w/b.ts' },
    });
    expect(readMergeRequest(['a', 'b', 'c', '-o', 'd.py'], '/w')).toMatchObject({ out: '/w/d.py', name: '/w/d.py' });
    expect(readMergeRequest(['a', 'b', 'c', '-o', 'b', '--path', 'x.go'], '/w').name).toBe('x.go');
  });

  test('anything else is refused in one line', () => {
    expect(() => readMergeRequest(['a', 'b'], '/w')).toThrow('Name three files');
    expect(() => readMergeRequest(['a', 'b', 'c', 'd'], '/w')).toThrow('Name three files');
    expect(() => readMergeRequest(['a', 'b', 'c', '--force'], '/w')).toThrow('--force');
  });
});

describe('goat merge', { timeout: 60_000 }, () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'goat-merge-test-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function merge(versions: readonly (string | Buffer)[], args: readonly string[]) {
    for (const [index, content] of versions.entries()) await writeFile(path.join(folder, `${index}`), content);
    const env = { INIT_CWD: folder, npm_lifecycle_event: 'goat' };
    return execa('node', [inject('builtCli'), 'merge', '0', '1', '2', ...args], { env, reject: false });
  }

  test('as a merge driver, it writes a clean merge over the left file', async () => {
    expect(await merge([base, left, right], ['-o', '1', '--path', 'src/x.ts'])).toMatchObject({ exitCode: 0 });
    expect(await readFile(path.join(folder, '1'), 'utf8')).toBe("import { a, b, c } from 'x';\n");
  });

  test('conflicts go to the output with their marks, and the exit code is 1', async () => {
    const { exitCode, stdout, stderr } = await merge(['let x = 1;\n', 'let x = 2;\n', 'let x = 3;\n'], []);
    expect({ exitCode, stdout }).toEqual({
      exitCode: 1,
      stdout: '<<<<<<< left\nlet x = 2;\n=======\nlet x = 3;\n>>>>>>> right',
    });
    expect(stderr).toContain('There is a conflict in');
  });

  test('a binary file is refused, and stays', async () => {
    expect(await merge(['a', 'b\0', 'c'], ['-o', '1'])).toMatchObject({ exitCode: 2 });
    expect(await readFile(path.join(folder, '1'), 'utf8')).toBe('b\0');
  });

  test('bytes of another encoding come through as they were', async () => {
    const latin = (text: string) => Buffer.from(text, 'latin1');
    const versions = [latin('é\n1\n2\n'), latin('é\n1\n2\nü\n'), latin('ä\n1\n2\n')];
    expect(await merge(versions, ['-o', 'out.py'])).toMatchObject({ exitCode: 0 });
    expect(await readFile(path.join(folder, 'out.py'), 'latin1')).toBe('ä\n1\n2\nü\n');
  });
});
