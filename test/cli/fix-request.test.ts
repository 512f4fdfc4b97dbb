import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readFixArguments } from '../../src/cli/fix-request.ts';
import { readCommandLineEnvironment } from '../../src/config/environment.ts';
import { temporaryFolder, temporaryRepository } from '../workspace/temporary-repository.ts';

const testFile = ['--test', 'npm test'];
const allowedImports = [...testFile, '--allow-local-tests'];

/** A repository, an issue and an empty file beside each other, and `goat fix` called where they are. */
async function place() {
  const { gitDir, commit } = await temporaryRepository({ 'a.js': '1\n' });
  const folder = await temporaryFolder();
  await writeFile(path.join(folder, 'issue.md'), '# The sum is wrong\n\nIt is 3, not 4.\n');
  await writeFile(path.join(folder, 'empty.md'), ' \n');
  const config = { ...readCommandLineEnvironment({}), callerDirectory: folder };
  return { gitDir, commit, fix: (...args: string[]) => readFixArguments(args, config) };
}

test('a fix is asked for with the commit that its base stands for now, and with an issue whose first line is the title', async () => {
  const { gitDir, commit, fix } = await place();
  const { request } = await fix(gitDir, '--issue', 'issue.md', ...allowedImports);
  expect(request.repository).toMatchObject({ base: 'HEAD', commit, testCommand: 'npm test', setupCommand: null });
  expect(request.issue).toMatchObject({ title: 'The sum is wrong', body: 'It is 3, not 4.' });
});

test('the first sandbox that works is used where none is named, and rights are not given unasked', async () => {
  const { gitDir, fix } = await place();
  const { request, sandbox } = await fix(gitDir, '--issue', 'issue.md', ...testFile);
  expect(sandbox).toEqual({ name: null, image: null });
  expect(request.repository.allowLocalTests).toBe(false);
  const named = await fix(gitDir, '--issue', 'issue.md', ...testFile, '--sandbox', 'docker', '--image', 'node:24');
  expect(named.sandbox).toEqual({ name: 'docker', image: 'node:24' });
});

test.each<[string, string[], string]>([
  ['without an issue', allowedImports, 'Say what to fix: --issue FILE'],
  ['with an issue that is not there', ['--issue', 'none.md', ...allowedImports], 'cannot be read'],
  ['with a folder for an issue', ['--issue', '.', ...allowedImports], 'cannot be read'],
  ['with an empty issue', ['--issue', 'empty.md', ...allowedImports], 'is empty: write what is wrong'],
  [
    'with a base that is not there',
    ['--issue', 'issue.md', '--base', 'v9', ...allowedImports],
    'no commit "v9" to start from',
  ],
  ['with a base that is an option', ['--issue', 'issue.md', '--base=--all', ...allowedImports], 'no commit "--all"'],
  ['where nothing tells how tests run', ['--issue', 'issue.md', '--allow-local-tests'], 'Say how the tests run'],
  ['with a blank test command', ['--issue', 'issue.md', '--test', ' ', '--allow-local-tests'], 'Say how the tests run'],
  ['in an unknown sandbox', ['--issue', 'issue.md', ...testFile, '--sandbox', 'vm'], '--sandbox takes one of docker,'],
  ['in an image that is an option', ['--issue', 'issue.md', ...testFile, '--image=--privileged'], '--image takes the'],
  [
    'with no iterations',
    ['--issue', 'issue.md', '--max-iterations', '0', ...allowedImports],
    'a whole number from 1, not "0"',
  ],
  [
    'with a recording where there is no folder',
    ['--issue', 'issue.md', '--record', 'none/fix.json', ...allowedImports],
    'none/fix.json cannot be written',
  ],
  [
    'with a folder for a recording',
    ['--issue', 'issue.md', '--record', '.', ...allowedImports],
    '--record takes a file, and . is a folder',
  ],
  ['with an unknown option', ['--bogus'], "Unknown option '--bogus' (goat help shows how)."],
  [
    'with an option that lacks its value',
    ['--issue', '--json'],
    "Option '--issue' needs a value (goat help shows how).",
  ],
  ['in two repositories', ['.', '--issue', 'issue.md'], 'Name one repository'],
])('a fix %s is refused in one line, with what to do', async (_, args, line) => {
  const { gitDir, fix } = await place();
  const refused = await fix(gitDir, ...args).catch((error: unknown) => error);
  expect(refused).toMatchObject({ name: 'Refusal', exitCode: 2, message: expect.stringContaining(line) });
  expect(String(refused)).not.toContain('\n');
});

test('a fix in a folder that is no repository is refused, also where one lies above it', async () => {
  const { fix } = await place();
  await expect(fix('.', '--issue', 'issue.md', ...allowedImports)).rejects.toThrow('There is no git repository in');
});

test('the tests run as the repository says, unless the command line says otherwise', async () => {
  const configured = "test: {command: make check, workingDirectory: it's here}\n";
  const { gitDir } = await temporaryRepository({ '.github/goat.yml': configured, 'package.json': '{}' });
  const { fix } = await place();
  const asked = await fix(gitDir, '--issue', 'issue.md', '--allow-local-tests');
  expect(asked.request.repository.testCommand).toBe("cd 'it'\\''s here' && make check");
  const said = await fix(gitDir, '--issue', 'issue.md', ...allowedImports);
  expect(said.request.repository.testCommand).toBe('npm test');
});

test('a mistake in the configuration of the repository is refused', async () => {
  const { gitDir } = await temporaryRepository({ '.github/goat.yml': 'tests: make\n' });
  const { fix } = await place();
  await expect(fix(gitDir, '--issue', 'issue.md', '--allow-local-tests')).rejects.toThrow(
    '.github/goat.yml: tests is not a key: did you mean test?',
  );
});
