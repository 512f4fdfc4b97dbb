import { expect, test } from 'vitest';
import { detectTestCommand } from '../../src/cli/detect-test-command.ts';
import { type Files, temporaryRepository } from '../workspace/temporary-repository.ts';

const node = JSON.stringify({ scripts: { test: 'vitest run' } });
const fresh = JSON.stringify({ scripts: { test: 'echo "Error: no test specified" && exit 1' } });

test.each<[string, Files, string | null]>([
  ['npm, where the manifest has a test script', { 'package.json': node }, 'npm test'],
  ['pnpm, by its lock file', { 'package.json': node, 'pnpm-lock.yaml': '' }, 'pnpm test'],
  ['pytest, by its configuration', { 'pyproject.toml': '', 'src/a.py': '' }, 'python3 -m pytest'],
  ['pytest, beside a manifest without tests', { 'package.json': fresh, 'conftest.py': '' }, 'python3 -m pytest'],
  ['nothing, where npm init left its reminder', { 'package.json': fresh }, null],
  ['nothing, where the manifest is no JSON', { 'package.json': '{' }, null],
  ['nothing, where no file tells', { 'main.c': '' }, null],
])('the test command is %s', async (_, files, command) => {
  const { gitDir, commit } = await temporaryRepository(files);
  expect(await detectTestCommand(gitDir, commit)).toBe(command);
});
