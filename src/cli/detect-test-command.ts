import { z } from 'zod';
import { runGit } from '../workspace/run-git.ts';

const manifestSchema = z.object({ scripts: z.object({ test: z.string() }) });
/** What `npm init` writes where there are no tests. */
const noTests = 'no test specified';

/** Lock files, and the command that runs the scripts of a repository that has one. */
const runners: ReadonlyMap<string, string> = new Map([
  ['pnpm-lock.yaml', 'pnpm test'],
  ['yarn.lock', 'yarn test'],
  ['bun.lock', 'bun run test'],
]);
const pytestFiles = new Set(['pytest.ini', 'conftest.py', 'tox.ini', 'pyproject.toml', 'setup.cfg', 'setup.py']);

/** The command that runs a commit's tests, by the files at its top; null where they do not tell. */
export async function detectTestCommand(gitDir: string, commit: string): Promise<string | null> {
  const names = (await runGit(['ls-tree', '-z', '--name-only', commit], { gitDir })).toString().split('\0');
  if (names.includes('package.json')) {
    const manifest = await runGit(['cat-file', 'blob', `${commit}:package.json`], { gitDir });
    const lockFile = names.find((name) => runners.has(name)) ?? '';
    if (hasTestScript(manifest.toString())) return runners.get(lockFile) ?? 'npm test';
  }
  return names.some((name) => pytestFiles.has(name)) ? 'python3 -m pytest' : null;
}

function hasTestScript(manifest: string): boolean {
  try {
    const parsed = manifestSchema.safeParse(JSON.parse(manifest));
    return parsed.success && !parsed.data.scripts.test.includes(noTests);
  } catch {
    // A manifest that is no JSON tells nothing about tests.
    return false;
  }
}
