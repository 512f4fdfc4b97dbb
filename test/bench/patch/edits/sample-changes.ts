import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { grammarPackageOf } from '../../../../src/syntax/grammars.ts';
import { languageOf } from '../../../../src/syntax/language.ts';
import { runGit } from '../../../../src/workspace/run-git.ts';

/** What a commit did to one file. */
export interface SampledChange {
  readonly name: string;
  readonly path: string;
  readonly language: string;
  readonly before: string;
  readonly after: string;
  /** The same file some commits earlier; null where it was not there, or not different. */
  readonly older: string | null;
}

/** Commits of one repository that are looked at, newest first, in even steps through its history. */
const mostCommits = 400;
const mostOfCommit = 2;
const largestText = 150_000;
/** The earlier version is so many changes of the file back. */
const stepsBack = 3;

/** Real changes of the repositories in a folder (`owner+name/repo`), the same ones in every run. */
export async function* sampleChanges(folder: string, only: string, mostEach: number): AsyncGenerator<SampledChange> {
  for (const name of readdirSync(folder).sort()) {
    const gitDir = path.join(folder, name, 'repo');
    if (!name.includes(only) || !existsSync(path.join(gitDir, 'HEAD'))) continue;
    let count = 0;
    for await (const change of changesOf(gitDir)) {
      yield { ...change, name: `${name} ${change.name}` };
      count += 1;
      if (count >= mostEach) break;
    }
  }
}

async function* changesOf(gitDir: string): AsyncGenerator<SampledChange> {
  const git = async (args: readonly string[]) => (await runGit(args, { gitDir })).toString();
  const all = (await git(['rev-list', '--no-merges', '--max-count=20000', '--all'])).trim().split('\n');
  const step = Math.max(1, Math.floor(all.length / mostCommits));
  for (let index = 0; index < all.length; index += step) {
    const commit = all[index] ?? '';
    const list = await git([
      'diff-tree',
      '-r',
      '--root',
      '--no-commit-id',
      '--name-only',
      '--diff-filter=M',
      '-z',
      commit,
    ]);
    let taken = 0;
    for (const file of list.split('\0')) {
      const language = languageOf(file);
      if (file === '' || taken >= mostOfCommit || grammarPackageOf(language) === undefined) continue;
      const read = (revision: string) => git(['show', `${revision}:${file}`]).catch(() => null);
      const [before, after] = [await read(`${commit}^`), await read(commit)];
      if (before === null || after === null || before === after || before.includes('\0')) continue;
      if (before === '' || after.trim() === '' || Math.max(before.length, after.length) > largestText) continue;
      const earlier = (await git(['rev-list', `--max-count=${stepsBack + 1}`, `${commit}^`, '--', file]))
        .trim()
        .split('\n');
      const older = earlier.length > stepsBack ? await read(earlier[stepsBack] ?? '') : null;
      taken += 1;
      yield {
        name: `${commit.slice(0, 10)} ${file}`,
        path: file,
        language,
        before,
        after,
        older: older === before ? null : older,
      };
    }
  }
}
