import { grammarPackageOf } from '../../../../src/syntax/grammars.ts';
import { languageOf } from '../../../../src/syntax/language.ts';
import { readBlobs } from '../../../../src/workspace/read-blobs.ts';
import { runGit } from '../../../../src/workspace/run-git.ts';

export interface Case {
  readonly name: string;
  readonly language: string;
  readonly base: string;
  readonly left: string;
  readonly right: string;
  /** What people committed. */
  readonly merged: string;
}

interface Merge {
  readonly commit: string;
  readonly base: string;
  readonly left: string;
  readonly right: string;
}

/** Cases of one merge, so that none outweighs the others. */
const mostOfMerge = 5;
/** Merges that are looked at in one repository, newest first. */
const mostMerges = 1_500;
/** Merges that are read with one process each of `git diff-tree` and `git cat-file`. */
const batch = 100;

/** Every file that both sides of a merge commit changed, in a language with a grammar. */
export async function* casesOf(gitDir: string): AsyncGenerator<Case> {
  const list = await git(['rev-list', '--merges', '--parents', `--max-count=${mostMerges}`, '--all']);
  const lines = list.trim().split('\n');
  for (let at = 0; at < lines.length; at += batch) {
    const merges: Merge[] = [];
    for (const line of lines.slice(at, at + batch)) {
      const [commit = '', left = '', right = '', ...more] = line.split(' ');
      if (right === '' || more.length > 0) continue;
      const [base = '', ...others] = (await git(['merge-base', '--all', left, right]).catch(() => ''))
        .trim()
        .split('\n');
      if (base !== '' && others.length === 0 && base !== left && base !== right)
        merges.push({ commit, base, left, right });
    }
    yield* await changedByBoth(merges);
  }

  async function git(args: readonly string[], input = ''): Promise<string> {
    return (await runGit(args, { gitDir, input })).toString();
  }

  async function changedByBoth(merges: readonly Merge[]): Promise<Case[]> {
    const changes = await changesOf(merges);
    const found = merges.flatMap((merge) => {
      const [ours, theirs, after] = [merge.left, merge.right, merge.commit].map((to) => changes(merge.base, to));
      const both = [...(ours ?? [])].filter(([file]) => theirs?.has(file) && grammarPackageOf(languageOf(file)));
      return both.slice(0, mostOfMerge).map(([file, [base, left]]) => {
        const blobs = [base, left, theirs?.get(file)?.[1] ?? '', after?.get(file)?.[1] ?? base];
        return { name: `${merge.commit.slice(0, 12)} ${file}`, language: languageOf(file), blobs };
      });
    });
    const texts = new Map<string, string>();
    const wanted = [...new Set(found.flatMap(({ blobs }) => blobs))];
    for await (const { sha, content } of readBlobs(wanted, { gitDir })) if (content) texts.set(sha, content.toString());
    return found.flatMap(({ blobs, ...named }) => {
      const [base, left, right, merged] = blobs.map((blob) => texts.get(blob));
      if (base === undefined || left === undefined || right === undefined || merged === undefined) return [];
      return left === right || base.includes('\0') ? [] : [{ ...named, base, left, right, merged }];
    });
  }

  /** The files that were modified between two commits: path → the blobs before and after. */
  async function changesOf(merges: readonly Merge[]) {
    const commits = [...new Set(merges.flatMap(({ commit, base, left, right }) => [commit, base, left, right]))];
    const trees = new Map<string, string>();
    if (commits.length > 0) {
      const names = await git(['rev-parse', ...commits.map((commit) => `${commit}^{tree}`)]);
      names
        .trim()
        .split('\n')
        .forEach((tree, index) => {
          trees.set(commits[index] ?? '', tree);
        });
    }
    const pair = (from: string, to: string) => `${trees.get(from)} ${trees.get(to)}`;
    const pairs = merges.flatMap(({ base, ...tips }) =>
      [tips.left, tips.right, tips.commit].map((to) => `${pair(base, to)}\n`),
    );
    const output = await git(['diff-tree', '--stdin', '-r', '-z', '--diff-filter=M'], pairs.join(''));
    const files = new Map<string, Map<string, readonly [before: string, after: string]>>();
    for (const [, header = '', body = ''] of output.matchAll(
      /([0-9a-f]{40} [0-9a-f]{40})\n((?::[^\0]*\0[^\0]*\0)*)/g,
    )) {
      const modified = body.matchAll(/:100\d+ 100\d+ ([0-9a-f]+) ([0-9a-f]+) M\0([^\0]*)\0/g);
      files.set(
        header,
        new Map([...modified].map(([, before = '', after = '', file = '']) => [file, [before, after]])),
      );
    }
    return (from: string, to: string) => files.get(pair(from, to));
  }
}
