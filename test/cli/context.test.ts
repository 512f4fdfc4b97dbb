import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { findRepository } from '../../src/cli/find-repository.ts';
import { runGit } from '../../src/workspace/run-git.ts';
import { prepareLocalHome } from '../fakes/prepared-database.ts';
import { commitFiles } from '../workspace/temporary-repository.ts';

const files = {
  'src/cart.py': 'class Cart:\n    def total(self):\n        return sum(line.price for line in self.lines)\n',
  'AGENTS.md': '# Rules\n\nWrite tests.\n',
  'go.mod': 'module shop\n',
};

/** Each command brings a database up in a process of its own, so they share one repository and go one after the other. */
describe.sequential('goat context', { timeout: 120_000 }, () => {
  let folder: string;
  let commit: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'goat-cli-'));
    const gitDir = path.join(folder, 'bare');
    await runGit(['init', '--quiet', '--bare', '--initial-branch=main', '--', gitDir]);
    commit = await commitFiles(gitDir, files);
    await prepareLocalHome(path.join(folder, 'home'), await findRepository(gitDir));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const goatContext = (issue: string, ...args: readonly string[]) =>
    execa('node', [inject('builtCli'), 'context', 'bare', '--issue', '-', ...args], {
      env: { GOAT_HOME: path.join(folder, 'home'), INIT_CWD: folder, npm_lifecycle_event: 'goat' },
      input: issue,
      reject: false,
    });

  test('prints what the model would be given as one JSON document, without a model', async () => {
    const { stdout, exitCode } = await goatContext('The total of a Cart is wrong', '--json');
    expect(exitCode).toBe(0);
    const preview = JSON.parse(stdout);
    expect(preview).toMatchObject({
      revision: commit,
      budget: 100_000,
      calibrated: false,
      vectors: 'complete',
      facts: {
        layout: ['AGENTS.md', 'go.mod', 'src/cart.py'],
        commands: [{ command: 'go build ./...' }, { command: 'go test ./...', from: 'go.mod' }],
        conventions: [{ path: 'AGENTS.md', left: 0 }],
      },
      map: [{ path: 'src/cart.py', lines: [1, 2] }],
      chunks: [{ path: 'src/cart.py', startLine: 1, endLine: 3, why: expect.any(String) }],
      cost: { reply: 4_000 },
      system: expect.stringContaining('GOATCODE'),
      messages: [{ role: 'user', content: [{ text: expect.stringContaining(files['src/cart.py'].trimEnd()) }] }],
    });
  });

  test('a budget too small for the issue is refused in one line that says how much is needed: exit 2', async () => {
    const { stdout, stderr, exitCode } = await goatContext('The total of a Cart is wrong', '--budget', '5000');
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
    expect(stderr).toMatch(
      /^goat: The request, .* need [\d,]+ tokens, and the budget is 5,000\. Raise it with --budget /,
    );
    const [, needed = ''] = /--budget (\d+)/.exec(stderr) ?? [];
    expect((await goatContext('The total of a Cart is wrong', '--budget', needed)).exitCode).toBe(0);
  });

  test('FAULT 59: an issue of 262,144 characters of one kind finds nothing: exit 1', async () => {
    const { stderr, exitCode } = await goatContext('x'.repeat(262_144));
    expect(exitCode).toBe(1);
    expect(stderr).toContain('No code was found for this issue');
  });

  test('a revision that does not exist is refused: exit 2', async () => {
    const { stderr, exitCode } = await goatContext('x', '--rev', 'v9');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('There is no commit "v9"');
  });
});
