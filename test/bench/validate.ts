import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { languageOf } from '../../src/syntax/language.ts';
import { patchedRepository } from '../../src/tasks/fix/doubt-once.ts';
import { doubtPatch } from '../../src/validation/doubt-patch.ts';
import { validatePatch } from '../../src/validation/validate-patch.ts';
import { openWorkspace } from '../../src/workspace/open-workspace.ts';
import { runGit } from '../../src/workspace/run-git.ts';
import type { FileChange } from '../../src/workspace/workspace.ts';
import { describeMachine } from './machine.ts';
import { type Commit, readCommit } from './tamper/commits.ts';

const usageText = `npm run bench -- validate FOLDER [NAME]… [--commits N]
  FOLDER       holds bare clones of public repositories as FOLDER/owner+name/repo
  NAME         only those whose name contains it
  --commits N  of each repository; 20 where not given
`;

/** Commits that are looked at in one repository, newest first. */
const mostLookedAt = 2_000;
const mostFiles = 50;
const judged = ['javascript', 'typescript', 'tsx', 'python', 'ruby', 'rust', 'dart'];

interface Tally {
  commits: number;
  alarms: number;
  planted: number;
  found: number;
  seconds: number;
}

/**
 * Validates real commits, all of which people took: what is said against one is a false alarm, as a rule. Then one import
 * of each is broken, and has to be found.
 */
export async function validate(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { commits: { type: 'string', default: '20' } },
    allowPositionals: true,
  });
  const [folder, ...names] = positionals;
  if (folder === undefined || !existsSync(folder) || !(Number(values.commits) > 0)) {
    process.stderr.write(usageText);
    return 2;
  }
  const tallies = new Map<string, Tally>();
  for (const name of readdirSync(folder).sort()) {
    if (names.length > 0 && !names.some((part) => name.includes(part))) continue;
    const gitDir = path.join(folder, name, 'repo');
    if (!existsSync(path.join(gitDir, 'HEAD'))) continue;
    for (const sha of await chooseCommits(gitDir, Number(values.commits))) {
      const commit = await readCommit(gitDir, sha);
      if (!commit) continue;
      await judge(name, gitDir, commit, tallies);
    }
  }
  process.stdout.write(`${describe(tallies)}\n${describeMachine()}\n`);
  return 0;
}

/** Evenly spread over the newest that change code of a judged language. */
async function chooseCommits(gitDir: string, count: number): Promise<string[]> {
  const log = await runGit(
    [
      ...['log', '--no-merges', `--max-count=${mostLookedAt}`, '--no-renames', '--name-only', '--format=%x01%H'],
      'HEAD',
    ],
    { gitDir },
  );
  const touching = log
    .toString()
    .split('\u0001')
    .flatMap((entry) => {
      const [sha = '', , ...files] = entry.trimEnd().split('\n');
      return files.length <= mostFiles && files.some((file) => judged.includes(languageOf(file))) ? [sha] : [];
    })
    // The first of all has nothing before it.
    .slice(0, -1);
  const step = Math.max(1, touching.length / count);
  return Array.from({ length: Math.min(count, touching.length) }, (_, nth) => touching[Math.floor(nth * step)] ?? '');
}

async function judge(name: string, gitDir: string, commit: Commit, tallies: Map<string, Tally>): Promise<void> {
  const language = mainLanguage(commit.changes);
  const tally = tallies.get(language) ?? { commits: 0, alarms: 0, planted: 0, found: 0, seconds: 0 };
  tallies.set(language, tally);
  const workspace = await openWorkspace({ gitDir, commit: commit.sha });
  const start = process.cpuUsage();
  const found = [
    // People may change workflows.
    ...(await validatePatch(commit.changes.filter(({ path: file }) => !file.startsWith('.github/')))),
    ...(await doubtPatch(commit.changes, patchedRepository(workspace))),
  ];
  const { user, system } = process.cpuUsage(start);
  tally.seconds += (user + system) / 1e6;
  tally.commits += 1;
  if (found.length > 0) tally.alarms += 1;
  for (const { path: file, message } of found) {
    process.stderr.write(
      `${name} ${commit.sha.slice(0, 10)} ${file}: ${message.slice(0, 300).replaceAll('\n', ' ')}\n`,
    );
  }
  const planted = plant(commit.changes);
  if (planted === undefined) return;
  tally.planted += 1;
  const repository = patchedRepository(workspace);
  const withPlanted = (file: string) =>
    file === planted.path ? Promise.resolve(planted.after ?? undefined) : repository.read(file);
  const problems = await doubtPatch([planted], { ...repository, read: withPlanted });
  if (problems.length > 0) tally.found += 1;
  else process.stderr.write(`NOT FOUND ${name} ${commit.sha.slice(0, 10)} ${planted.path}\n`);
}

function mainLanguage(changes: readonly FileChange[]): string {
  const all = changes.map((change) => languageOf(change.path)).filter((one) => judged.includes(one));
  const count = (language: string) => all.filter((one) => one === language).length;
  const [main = 'other'] = [...new Set(all)].sort((a, b) => count(b) - count(a));
  return main;
}

const relativeImports =
  /(?<=\bfrom\s+['"]\.[\w./-]*\/|\brequire\(['"]\.[\w./-]*\/|\brequire_relative ['"][\w./]*|^from \.+)[a-z]\w+(?=(?:\.[jt]sx?)?['"]| import)/m;

/** The first relative import of a changed file, of something that nobody has. */
function plant(changes: readonly FileChange[]): FileChange | undefined {
  for (const change of changes) {
    const text = change.after?.toString() ?? '';
    if (!judged.includes(languageOf(change.path)) || !relativeImports.test(text)) continue;
    return { ...change, after: Buffer.from(text.replace(relativeImports, (word) => `${word}Elsewhere`)) };
  }
  return undefined;
}

function describe(tallies: ReadonlyMap<string, Tally>): string {
  const rows = [...tallies].map(([language, tally]) => row(language, tally));
  const all = [...tallies.values()].reduce((a, b) => ({
    commits: a.commits + b.commits,
    alarms: a.alarms + b.alarms,
    planted: a.planted + b.planted,
    found: a.found + b.found,
    seconds: a.seconds + b.seconds,
  }));
  const head = [
    '| language | commits | with a finding | broken imports planted | found | ms of processor a commit |',
    '|---|---:|---:|---:|---:|---:|',
  ];
  return [...head, ...rows, row('all', all)].join('\n');
}

function row(language: string, { commits, alarms, planted, found, seconds }: Tally): string {
  const share = ((100 * alarms) / commits).toFixed(1);
  return `| ${language} | ${commits} | ${alarms} (${share} %) | ${planted} | ${found} | ${((1000 * seconds) / commits).toFixed(0)} |`;
}
