import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { runGit } from '../../src/workspace/run-git.ts';
import { text } from '../fakes/script.ts';
import { startScriptedModel } from '../fakes/scripted-model.ts';
import { commitFiles } from '../workspace/temporary-repository.ts';

const files = {
  'src/cart.py': 'class Cart:\n    def total(self):\n        return sum(line.price for line in self.lines)\n',
  'src/invoice.go': 'package shop\n\n// Render prints an invoice.\nfunc Render(id int) string {\n\treturn ""\n}\n',
  'test/test_cart.py': 'from src.cart import Cart\n\n\ndef test_total():\n    assert Cart().total() == 0\n',
  'node_modules/x.js': 'x\n',
  'caf\u00e9.md': '# Coffee\n',
};

/** Each command brings a database up in a process of its own, so they share one repository and go one after the other. */
describe.sequential('goat index and goat search', { timeout: 120_000 }, () => {
  let folder: string;
  let gitDir: string;
  let commit: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'goat-cli-'));
    gitDir = path.join(folder, 'bare');
    await runGit(['init', '--quiet', '--bare', '--initial-branch=main', '--', gitDir]);
    commit = await commitFiles(gitDir, files);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const goat = (args: readonly string[], input = '', env: Readonly<Record<string, string>> = {}) =>
    execa('node', [inject('builtCli'), ...args], {
      env: { GOAT_HOME: path.join(folder, 'home'), INIT_CWD: folder, npm_lifecycle_event: 'goat', ...env },
      input,
      reject: false,
    });

  test('a search indexes first what is not indexed, and prints one JSON document', async () => {
    const { stdout, exitCode } = await goat(['search', 'bare', 'where is the total of a cart', '--json']);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      results: expect.arrayContaining([
        {
          path: 'src/cart.py',
          startLine: 1,
          endLine: 3,
          symbol: 'Cart',
          kind: 'class',
          language: 'python',
          score: expect.any(Number),
        },
      ]),
      vectors: 'complete',
    });
  });

  test('goat index tells what the commit holds, and that all of it was known', async () => {
    const { stdout, exitCode } = await goat(['index', 'bare', '--json']);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      revision: commit,
      files: 4,
      chunks: expect.any(Number),
      reused: 4,
      skipped: { vendored: 1 },
      languages: { go: 1, markdown: 1, python: 2 },
      unparsed: 0,
      seconds: expect.any(Number),
      vectors: expect.any(String),
    });
  });

  test('a person gets a line a result, in a language of choice, for a text from standard input', async () => {
    const { stdout, exitCode } = await goat(
      ['search', 'bare', '-', '--language', 'go', '--top', '1'],
      'render invoices',
    );
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^src\/invoice\.go:1-6 {2}function Render {2}\d+\.\d\d$/);
  });

  test.each([
    ['who uses a name', ['--uses', 'Cart.total']],
    ['which tests import a file', ['--importers', './src/cart.py', '--tests']],
  ])('%s is one question', async (_, question) => {
    const { stdout, exitCode } = await goat(['search', 'bare', ...question, '--json']);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      results: [{ path: 'test/test_cart.py', startLine: 1, endLine: 5, language: 'python' }],
      total: 1,
    });
  });

  test('a model that is asked for it adds words to a query; one that fails leaves it as it is', async () => {
    const model = await startScriptedModel([{ expect: 'how much to pay', reply: [text('`Cart.total` price')] }]);
    onTestFinished(() => model.close());
    const env = { ANTHROPIC_API_KEY: model.apiKey, ANTHROPIC_BASE_URL: model.url };
    const query = ['search', 'bare', 'how much to pay', '--rewrite'];
    const found = await goat(query, '', env);
    expect(found.stdout).toMatch(/^src\/cart\.py:/);
    expect(model.failures).toEqual([]);
    const failed = await goat(query, '', { ...env, ANTHROPIC_API_KEY: 'sk-of-another' });
    expect(failed.stderr).toContain('The model added nothing to the query');
  });

  test('without a key no model can be asked: exit 2', async () => {
    const { stderr, exitCode } = await goat(['search', 'bare', 'x', '--rewrite'], '', { ANTHROPIC_API_KEY: '' });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^goat: --rewrite asks a model: set ANTHROPIC_API_KEY[^\n]*$/);
  });

  test('a word that is nowhere, and chance likenesses of its vector, are no result: exit 1', async () => {
    const { stdout, exitCode } = await goat(['search', 'bare', 'qqxzvw']);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 1 });
  });

  test('nothing found: exit 1, and an empty document', async () => {
    const { stdout, stderr, exitCode } = await goat(['search', 'bare', '!!!', '--json']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('Nothing was found');
    expect(JSON.parse(stdout)).toEqual({ results: [], vectors: 'none' });
    const filtered = await goat(['search', 'bare', 'header', '--language', 'rust']);
    expect(filtered.exitCode).toBe(1);
    expect(filtered.stderr).toContain('Nothing was found in files of rust: search without --language');
  });

  test('wrong use: exit 2, and one line', async () => {
    const { stdout, stderr, exitCode } = await goat(['index', 'bare', '--rev', 'v9', '--json']);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
    expect(stderr).toMatch(/^goat: There is no commit "v9" in bare[^\n]*$/);
  });
});
