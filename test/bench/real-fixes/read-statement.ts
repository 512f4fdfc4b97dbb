import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { runGit } from '../../../src/workspace/run-git.ts';
import type { RealCase } from './cases.ts';

const line = z.object({ repo: z.string(), fix_commit: z.string().nullish(), problem_statement: z.string() });

/** The text of a case's issue: from a set of issues (JSON lines) where one is given, else the message of the fix. */
export async function readStatement(bare: string, { repository, fix }: RealCase, set: string | null): Promise<string> {
  if (set === null) return (await runGit(['log', '-1', '--format=%B', fix], { gitDir: bare })).toString();
  const lines = (await readFile(set, 'utf8')).split('\n').filter((text) => text.trim() !== '');
  const found = lines
    .map((text) => line.parse(JSON.parse(text)))
    .find((entry) => entry.repo === repository && entry.fix_commit === fix);
  if (!found) throw new Error(`${set} has no issue for ${repository} at ${fix}.`);
  return found.problem_statement;
}
