import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const caseLine = z.object({
  repo: z.string(),
  instance_id: z.string(),
  base_commit: z.string().regex(/^[0-9a-f]{40}$/),
  fix_commit: z.string().nullish(),
  problem_statement: z.string(),
  patch_files: z.array(z.string()).min(1),
  source: z.string(),
});

/** An issue, the commit that it was found at, and the files that its fix changed. */
export interface Case {
  readonly id: string;
  readonly repository: string;
  readonly gitDir: string;
  readonly commit: string;
  /** The commit that fixed it, where the set names it. */
  readonly fix: string | undefined;
  readonly request: string;
  readonly gold: ReadonlySet<string>;
  readonly source: string;
}

/**
 * Reads a set: a line of JSON a case. Those whose repository is not in the folder are left out.
 * @param only a part of a repository's name.
 */
export function readCases(set: string, folder: string, only = ''): Case[] {
  return readFileSync(set, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => caseLine.parse(JSON.parse(line)))
    .filter(({ repo }) => repo.includes(only))
    .map((line) => ({
      id: line.instance_id,
      repository: line.repo,
      gitDir: path.join(folder, line.repo.replace('/', '+'), 'repo'),
      commit: line.base_commit,
      fix: line.fix_commit ?? undefined,
      request: line.problem_statement,
      gold: new Set(line.patch_files),
      source: line.source,
    }))
    .filter(({ gitDir }) => existsSync(gitDir));
}
