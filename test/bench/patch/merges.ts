import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { mergeSource } from '../../../src/patching/merge-source.ts';
import { grammarPackageOf } from '../../../src/syntax/grammars.ts';
import { languageOf } from '../../../src/syntax/language.ts';
import { mergeFile } from '../../../src/workspace/merge-file.ts';
import { runGit } from '../../../src/workspace/run-git.ts';

/** Cases that are taken of one repository and of one merge, so that none outweighs the others. */
const mostCases = 40;
const mostOfMerge = 5;
/** Merges that are looked at in one repository, newest first. */
const mostMerges = 3_000;

interface Case {
  readonly name: string;
  readonly language: string;
  readonly base: string;
  readonly left: string;
  readonly right: string;
  /** What people committed. */
  readonly merged: string;
}

const outcomes = ['right', 'conflict', 'wrong'] as const;
type Outcome = (typeof outcomes)[number];

interface Tally {
  readonly git: Record<Outcome, number>;
  readonly ours: Record<Outcome, number>;
  /** Wrong where git is right. */
  worse: number;
}

/**
 * Replays real merge commits file by file: every file that both sides changed, in a language with a grammar. FOLDER holds
 * bare repositories as `owner+name/repo`. A clean merge is right if it is what people committed, white space aside.
 * With a second argument, only repositories whose name contains it.
 */
export async function merges([folder, only = '']: readonly string[]): Promise<number> {
  if (folder === undefined || !existsSync(folder)) {
    process.stderr.write('npm run bench -- merge FOLDER, where FOLDER holds bare repositories as owner+name/repo.\n');
    return 2;
  }
  const tallies = new Map<string, Tally>();
  for (const name of readdirSync(folder).filter((entry) => entry.includes(only))) {
    const gitDir = path.join(folder, name, 'repo');
    if (!existsSync(path.join(gitDir, 'HEAD'))) continue;
    for (const merge of await casesOf(gitDir)) {
      const [git, ours] = [
        judge(merge, await mergeFile(merge.base, merge.left, merge.right)),
        judge(merge, await mergeSource(merge.base, merge.left, merge.right, merge.language)),
      ];
      const tally = tallies.get(merge.language) ?? { git: none(), ours: none(), worse: 0 };
      tallies.set(merge.language, tally);
      tally.git[git] += 1;
      tally.ours[ours] += 1;
      if (git === 'right' && ours !== 'right') tally.worse += 1;
      if (git !== 'right' || ours !== 'right') process.stderr.write(`${git} → ${ours}  ${name} ${merge.name}\n`);
    }
  }
  process.stdout.write(describe(tallies));
  return [...tallies.values()].some(({ worse }) => worse > 0) ? 1 : 0;
}

const none = () => ({ right: 0, conflict: 0, wrong: 0 });

function judge({ merged }: Case, { text, conflicts }: { readonly text: string; readonly conflicts: number }): Outcome {
  if (conflicts > 0) return 'conflict';
  return squash(text) === squash(merged) ? 'right' : 'wrong';
}

const squash = (text: string) => text.replace(/\s+/g, '');

async function casesOf(gitDir: string): Promise<Case[]> {
  const list = await git(['rev-list', '--merges', '--parents', `--max-count=${mostMerges}`, '--all']);
  const found: Case[] = [];
  for (const line of list.split('\n')) {
    if (found.length >= mostCases) break;
    const [merge, left, right, ...more] = line.split(' ');
    if (merge === undefined || left === undefined || right === undefined || more.length > 0) continue;
    const bases = (await git(['merge-base', '--all', left, right]).catch(() => '')).trim().split('\n');
    const [base = ''] = bases;
    if (bases.length !== 1 || base === '' || base === left || base === right) continue;
    found.push(...(await changedByBoth(merge, base, left, right)).slice(0, mostOfMerge));
  }
  return found.slice(0, mostCases);

  async function git(args: readonly string[]): Promise<string> {
    return (await runGit(args, { gitDir })).toString();
  }

  async function changedByBoth(merge: string, base: string, left: string, right: string): Promise<Case[]> {
    const changed = (to: string) => git(['diff-tree', '-r', '--name-only', '--diff-filter=M', '-z', base, to]);
    const [ours, theirs] = await Promise.all([changed(left), changed(right)]);
    const others = new Set(theirs.split('\0'));
    const cases: Case[] = [];
    for (const file of ours.split('\0')) {
      const language = languageOf(file);
      if (file === '' || !others.has(file) || grammarPackageOf(language) === undefined) continue;
      const read = (revision: string) => git(['show', `${revision}:${file}`]).catch(() => undefined);
      const [before, a, b, after] = [await read(base), await read(left), await read(right), await read(merge)];
      if (before === undefined || a === undefined || b === undefined || after === undefined) continue;
      if (a === b || a === before || b === before || before.includes('\0')) continue;
      cases.push({ name: `${merge.slice(0, 12)} ${file}`, language, base: before, left: a, right: b, merged: after });
    }
    return cases;
  }
}

function describe(tallies: ReadonlyMap<string, Tally>): string {
  const add = (a: Record<Outcome, number>, b: Record<Outcome, number>) => ({
    right: a.right + b.right,
    conflict: a.conflict + b.conflict,
    wrong: a.wrong + b.wrong,
  });
  const all = [...tallies.values()].reduce(
    (sum, one) => ({ git: add(sum.git, one.git), ours: add(sum.ours, one.ours), worse: sum.worse + one.worse }),
    { git: none(), ours: none(), worse: 0 },
  );
  const row = (name: string, { git, ours, worse }: Tally) =>
    `| ${[name, ...outcomes.map((key) => git[key]), ...outcomes.map((key) => ours[key]), worse].join(' | ')} |\n`;
  const languages = [...tallies].sort(([a], [b]) => a.localeCompare(b));
  return (
    '| language | git: right | conflict | wrong | ours: right | conflict | wrong | right by git only |\n' +
    '|---|---:|---:|---:|---:|---:|---:|---:|\n' +
    languages.map(([name, tally]) => row(name, tally)).join('') +
    row('all', all)
  );
}
