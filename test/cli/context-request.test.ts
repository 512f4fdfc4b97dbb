import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readContextRequest } from '../../src/cli/context-request.ts';
import { temporaryFolder } from '../workspace/temporary-repository.ts';

async function read(issue: string, ...args: readonly string[]) {
  const callerDirectory = await temporaryFolder();
  await writeFile(path.join(callerDirectory, 'issue.md'), issue);
  return readContextRequest(args, { callerDirectory });
}

test('a context is asked for by a folder and an issue', async () => {
  expect(await read('# Broken\n\nIt is.', '.', '--issue', 'issue.md')).toEqual({
    folder: '.',
    revision: 'HEAD',
    issue: { number: 0, title: 'Broken', body: 'It is.', url: null },
    budgetTokens: undefined,
    rewrite: false,
    json: false,
  });
  const full = await read('x', '.', '--issue', 'issue.md', '--rev', 'v1', '--budget', '5000', '--rewrite', '--json');
  expect(full).toMatchObject({ revision: 'v1', budgetTokens: 5_000, rewrite: true, json: true });
});

test.each([
  [['--issue', 'issue.md'], 'Name one repository'],
  [['.', 'other', '--issue', 'issue.md'], 'Name one repository'],
  [['.'], 'Say what it is for'],
  [['.', '--issue', 'nowhere.md'], 'cannot be read'],
  [['.', '--issue', 'issue.md', '--budget', 'much'], '--budget takes a whole number'],
  [['.', '--issue', 'issue.md', '--top', '3'], 'Unknown option'],
])('%j is refused', async (args, reason) => {
  await expect(read('x', ...args)).rejects.toThrow(reason);
});

test('an empty issue is refused', async () => {
  await expect(read(' \n\t\n', '.', '--issue', 'issue.md')).rejects.toThrow('is empty');
});
