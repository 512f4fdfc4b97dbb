import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { mergeSource } from '../../../src/patching/merge-source.ts';
import { grammarPackageOf } from '../../../src/syntax/grammars.ts';
import { languageOf } from '../../../src/syntax/language.ts';
import { mergeFile } from '../../../src/workspace/merge-file.ts';
import { runGit } from '../../../src/workspace/run-git.ts';

/** Cases of one repository that git merges and that it does not, and cases of one merge: none outweighs the others. */
const usualMost = 8;
const mostOfMerge = 5;
/** Merges that are looked at in one repository, newest first. */
const mostMerges = 1_500;

interface Case {
  readonly name: string;
  readonly language: string;
  readonly base: string;
  readonly left: string;
  readonly right: string;
  /** What people committed. */
  readonly merged: string;
}

/** `order`: the lines that people committed, in another order. */
const outcomes = ['right', 'order', 'conflict', 'wrong'] as const;
type Outcome = (typeof outcomes)[number];

/**
 * What people did where git had a conflict or was wrong, and a clean merge is not what they committed: wrote lines that
 * no version has, took one side whole, or chose from the lines of both.
 */
const choices = ['wrote', 'took a side', 'chose'] as const;
type Choice = (typeof choices)[number];

interface Tally {
  readonly git: Record<Outcome, number>;
  readonly ours: Record<Outcome, number>;
  /** Of git's conflicts: what they came to, by file. */
  readonly resolved: Record<Outcome, number>;
  readonly otherwise: Record<Choice, number>;
  /** Conflicts in the files that git left with some. */
  readonly marks: { git: number; ours: number };
  /** Where git is right: by now wrong, and by now a conflict, as when both sides define the same name. */
  lost: number;
  doubted: number;
}

/**
 * Replays real merge commits file by file: every file that both sides changed, in a language with a grammar. FOLDER holds
 * bare repositories as `owner+name/repo`. A clean merge is right if it is what people committed, white space aside.
 * `--only` takes names of repositories, or parts of them, with commas between; `--most` bounds what is taken of each.
 */
export async function merges(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { most: { type: 'string', default: `${usualMost}` }, only: { type: 'string', default: '' } },
    allowPositionals: true,
  });
  const [folder] = positionals;
  const most = Number(values.most);
  if (folder === undefined || !existsSync(folder) || !Number.isInteger(most) || most < 1) {
    process.stderr.write(
      'npm run bench -- merge FOLDER [--most N] [--only NAMES], where FOLDER holds bare repositories as owner+name/repo.\n',
    );
    return 2;
  }
  const only = values.only.split(',');
  const tallies = new Map<string, Tally>();
  for (const name of readdirSync(folder).filter((entry) => only.some((part) => entry.includes(part)))) {
    const gitDir = path.join(folder, name, 'repo');
    if (!existsSync(path.join(gitDir, 'HEAD'))) continue;
    const left = { right: most, order: most, conflict: most, wrong: most };
    for await (const merge of casesOf(gitDir)) {
      const byLine = await mergeFile(merge.base, merge.left, merge.right);
      const git = judge(merge, byLine);
      left[git] -= 1;
      if (left.right <= 0 && left.conflict <= 0) break;
      if (left[git] < 0) continue;
      const merged = await mergeSource(merge.base, merge.left, merge.right, merge.language);
      const ours = judge(merge, merged);
      const tally = tallies.get(merge.language) ?? start();
      tallies.set(merge.language, tally);
      tally.git[git] += 1;
      tally.ours[ours] += 1;
      if (git === 'conflict') {
        tally.resolved[ours] += 1;
        tally.marks.git += byLine.conflicts;
        tally.marks.ours += merged.conflicts;
        if (ours === 'wrong') tally.otherwise[choiceOf(merge)] += 1;
      }
      if (git === 'right' && (ours === 'wrong' || ours === 'order')) tally.lost += 1;
      if (git === 'right' && ours === 'conflict') tally.doubted += 1;
      if (git !== 'right' || ours !== 'right') process.stderr.write(`${git} → ${ours}  ${name} ${merge.name}\n`);
    }
  }
  process.stdout.write(describe(tallies));
  return [...tallies.values()].some(({ lost }) => lost > 0) ? 1 : 0;
}

const start = (): Tally => ({
  ...{ git: none(), ours: none(), resolved: none(), marks: { git: 0, ours: 0 }, lost: 0, doubted: 0 },
  otherwise: { wrote: 0, 'took a side': 0, chose: 0 },
});
const none = () => ({ right: 0, order: 0, conflict: 0, wrong: 0 });

function judge({ merged }: Case, { text, conflicts }: { readonly text: string; readonly conflicts: number }): Outcome {
  if (conflicts > 0) return 'conflict';
  if (squash(text) === squash(merged)) return 'right';
  return sortLines(text) === sortLines(merged) ? 'order' : 'wrong';
}

function choiceOf({ base, left, right, merged }: Case): Choice {
  if ([left, right].some((side) => squash(side) === squash(merged))) return 'took a side';
  const known = new Set([base, left, right].flatMap((text) => text.split('\n').map(squash)));
  return merged.split('\n').every((line) => known.has(squash(line))) ? 'chose' : 'wrote';
}

const squash = (text: string) => text.replace(/\s+/g, '');
const sortLines = (text: string) => text.split('\n').map(squash).sort().join('\n').trim();

async function* casesOf(gitDir: string): AsyncGenerator<Case> {
  const list = await git(['rev-list', '--merges', '--parents', `--max-count=${mostMerges}`, '--all']);
  for (const line of list.split('\n')) {
    const [merge, left, right, ...more] = line.split(' ');
    if (merge === undefined || left === undefined || right === undefined || more.length > 0) continue;
    const bases = (await git(['merge-base', '--all', left, right]).catch(() => '')).trim().split('\n');
    const [base = ''] = bases;
    if (bases.length !== 1 || base === '' || base === left || base === right) continue;
    yield* (await changedByBoth(merge, base, left, right)).slice(0, mostOfMerge);
  }

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
  const all = [...tallies.values()].reduce(sum, start());
  const row = (name: string, { git, ours, lost, doubted }: Tally) =>
    `| ${[name, ...outcomes.map((key) => git[key]), ...outcomes.map((key) => ours[key]), lost, doubted].join(' | ')} |\n`;
  const languages = [...tallies].sort(([a], [b]) => a.localeCompare(b));
  const { right, order, wrong } = all.resolved;
  const people = choices.map((choice) => `${choice} ${all.otherwise[choice]}`).join(', ');
  return (
    '| language | git: right | order | conflict | wrong | ours: right | order | conflict | wrong | right by git, wrong by us | right by git, a conflict by us |\n' +
    '|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n' +
    languages.map(([name, tally]) => row(name, tally)).join('') +
    row('all', all) +
    `\nOf ${all.git.conflict} files that git left with conflicts, ${right + order + wrong} are clean: ${right} as committed, ` +
    `${order} with the lines as committed in another order, ${wrong} otherwise (people: ${people}).\n` +
    `Conflicts in these files: git ${all.marks.git}, ours ${all.marks.ours}.\n`
  );
}

function sum(a: Tally, b: Tally): Tally {
  const add = <K extends string>(keys: readonly K[], one: Record<K, number>, other: Record<K, number>) => {
    const total = { ...one };
    for (const key of keys) total[key] += other[key];
    return total;
  };
  return {
    git: add(outcomes, a.git, b.git),
    ours: add(outcomes, a.ours, b.ours),
    resolved: add(outcomes, a.resolved, b.resolved),
    otherwise: add(choices, a.otherwise, b.otherwise),
    marks: { git: a.marks.git + b.marks.git, ours: a.marks.ours + b.marks.ours },
    lost: a.lost + b.lost,
    doubted: a.doubted + b.doubted,
  };
}
