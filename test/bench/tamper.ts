import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { languageOf } from '../../src/syntax/language.ts';
import { isTestPath } from '../../src/text/test-path.ts';
import type { Tampering } from '../../src/validation/tamper-gate/tampering.ts';
import { findTampering } from '../../src/validation/tamper-gate.ts';
import type { FileChange } from '../../src/workspace/workspace.ts';
import { describeMachine } from './machine.ts';
import { type Commit, commitsOf } from './tamper/commits.ts';
import { type Mutation, mutate, mutations } from './tamper/mutate.ts';

const usageText = `npm run bench -- tamper FOLDER [NAME]… [--commits N]
  FOLDER       holds bare clones of public repositories as FOLDER/owner+name/repo
  NAME         only those whose name contains it
  --commits N  of each repository, so that none outweighs the others; 12 where not given
`;

/** Mutated files of one commit. */
const mostMutated = 1;
const mustAllBeFound: readonly Mutation[] = ['deleted', 'skipped', 'emptied', 'assertion removed'];

interface Tally {
  commits: number;
  blocked: number;
  /** With the commit's message in the place of the issue. */
  blockedWhenAsked: number;
  /** Blocked by something else than changed values. */
  blockedByOther: number;
  baseline: number;
  readonly kinds: Map<string, number>;
  readonly mutants: Map<Mutation, { tried: number; found: number }>;
  seconds: number;
}

/**
 * Runs the tamper gate over real commits that touch tests, and over the same commits with one test tampered with. It prints what
 * share of honest commits would wait for a person, and what share of the tampering is found.
 * @returns 1 where a deleted, skipped or emptied test or a removed assertion was not found.
 */
export async function tamper(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { commits: { type: 'string', default: '12' } },
    allowPositionals: true,
  });
  const [folder, ...names] = positionals;
  const commitsEach = Number(values.commits);
  if (folder === undefined || !existsSync(folder) || !(commitsEach > 0)) {
    process.stderr.write(usageText);
    return 2;
  }
  const tallies = new Map<string, Tally>();
  for (const name of readdirSync(folder).sort()) {
    if (names.length > 0 && !names.some((part) => name.includes(part))) continue;
    const gitDir = path.join(folder, name, 'repo');
    if (!existsSync(path.join(gitDir, 'HEAD'))) continue;
    const tally = tallies.get(name) ?? empty();
    for await (const commit of commitsOf(gitDir, commitsEach)) await judge(name, commit, tally);
    const mutants = mutations.map(
      (kind) => `${kind} ${tally.mutants.get(kind)?.found ?? 0}/${tally.mutants.get(kind)?.tried ?? 0}`,
    );
    process.stderr.write(`${name}: ${tally.blocked} of ${tally.commits} blocked; ${mutants.join(', ')}\n`);
    if (tally.commits > 0) tallies.set(name, tally);
  }
  process.stdout.write(`${describe(tallies)}\n${describeMachine()}\n`);
  const all = [...tallies.values()];
  return all.some(({ mutants }) => mustAllBeFound.some((kind) => missed(mutants.get(kind)))) ? 1 : 0;
}

const empty = (): Tally => ({
  ...{ commits: 0, blocked: 0, blockedWhenAsked: 0, blockedByOther: 0, baseline: 0, seconds: 0 },
  ...{ kinds: new Map<string, number>(), mutants: new Map<Mutation, { tried: number; found: number }>() },
});

const missed = (mutants: { tried: number; found: number } | undefined) => mutants && mutants.found < mutants.tried;

async function judge(name: string, commit: Commit, tally: Tally): Promise<void> {
  const start = process.cpuUsage();
  const found = await findTampering(commit.changes);
  const used = process.cpuUsage(start);
  tally.seconds += (used.user + used.system) / 1e6;
  const blocking = found.filter((each) => each.blocking);
  const depends = blocking.some(({ kind }) => kind === 'expectation changed' || kind === 'snapshot changed');
  const asked = depends ? await findTampering(commit.changes, { requested: commit.message }) : found;
  tally.commits += 1;
  if (blocking.length > 0) tally.blocked += 1;
  if (asked.some((each) => each.blocking)) tally.blockedWhenAsked += 1;
  if (blocking.some(({ kind }) => kind !== 'expectation changed')) tally.blockedByOther += 1;
  if (commit.changes.some(losesTestLines)) tally.baseline += 1;
  for (const kind of new Set(blocking.map((each) => each.kind)))
    tally.kinds.set(kind, (tally.kinds.get(kind) ?? 0) + 1);
  for (const { path: file, kind, test } of blocking) {
    process.stderr.write(`${name} ${commit.sha.slice(0, 10)} ${kind}: ${file}${test ? `: ${test}` : ''}\n`);
  }
  for (const mutation of mutations) {
    for (const { change, mutant } of mutantsOf(commit, mutation)) {
      // The file alone: reading all the others again for each takes most of the time.
      const isFound = hasMore(await findTampering([mutant]), await findTampering([change]));
      const tried = tally.mutants.get(mutation) ?? { tried: 0, found: 0 };
      tally.mutants.set(mutation, { tried: tried.tried + 1, found: tried.found + Number(isFound) });
      if (!isFound) process.stderr.write(`NOT FOUND ${name} ${commit.sha.slice(0, 10)} ${mutation}: ${change.path}\n`);
    }
  }
}

function hasMore(found: readonly Tampering[], honest: readonly Tampering[]): boolean {
  const known = new Set(honest.map(({ path: file, kind, digest }) => JSON.stringify([file, kind, digest])));
  return found.some(
    ({ path: file, kind, digest, blocking }) => blocking && !known.has(JSON.stringify([file, kind, digest])),
  );
}

/** The baseline: a line of a file of tests that was there is no longer. */
function losesTestLines({ path: file, before, after }: FileChange): boolean {
  if (before === null || !isTestPath(file)) return false;
  const kept = new Set(after?.toString().split('\n'));
  return before
    .toString()
    .split('\n')
    .some((line) => !kept.has(line));
}

function mutantsOf(commit: Commit, mutation: Mutation): { change: FileChange; mutant: FileChange }[] {
  return commit.changes
    .flatMap((change) => {
      if (change.before === null || change.after === null || !isTestPath(change.path)) return [];
      const text = mutate(languageOf(change.path), change.before.toString(), change.after.toString(), mutation);
      return text === undefined ? [] : [{ change, mutant: { ...change, after: Buffer.from(text) } }];
    })
    .slice(0, mostMutated);
}

function describe(tallies: ReadonlyMap<string, Tally>): string {
  const total = [...tallies.values()].reduce(sum, empty());
  const share = (part: number, whole: number) =>
    `${part} of ${whole} (${whole === 0 ? '–' : ((100 * part) / whole).toFixed(1)} %)`;
  const row = (name: string, tally: Tally) => {
    const { commits, blocked, blockedByOther, blockedWhenAsked, baseline } = tally;
    const cells = [blocked, blockedWhenAsked, blockedByOther, baseline].map((part) => share(part, commits));
    return `| ${[name, ...cells].join(' | ')} |`;
  };
  const kinds = [...total.kinds].sort(([, a], [, b]) => b - a);
  return [
    '| repository | blocked | blocked, its message taken for the issue | blocked by more than changed values | baseline: any line of a test changed |',
    '|---|---:|---:|---:|---:|',
    ...[...tallies].map(([name, tally]) => row(name.replace('+', '/'), tally)),
    row('all', total),
    '',
    '| kind | honest commits that it blocks |',
    '|---|---:|',
    ...kinds.map(([kind, count]) => `| ${kind} | ${share(count, total.commits)} |`),
    '',
    '| tampering put into them | found |',
    '|---|---:|',
    ...mutations.map((kind) => {
      const { tried, found } = total.mutants.get(kind) ?? { tried: 0, found: 0 };
      return `| ${kind} | ${share(found, tried)} |`;
    }),
    '',
    `${((1000 * total.seconds) / Math.max(1, total.commits)).toFixed(0)} ms of processor time a commit.`,
  ].join('\n');
}

function sum(a: Tally, b: Tally): Tally {
  const kinds = new Map(a.kinds);
  for (const [kind, count] of b.kinds) kinds.set(kind, (kinds.get(kind) ?? 0) + count);
  const mutants = new Map(a.mutants);
  for (const [kind, { tried, found }] of b.mutants) {
    const before = mutants.get(kind) ?? { tried: 0, found: 0 };
    mutants.set(kind, { tried: before.tried + tried, found: before.found + found });
  }
  return {
    ...{ kinds, mutants, seconds: a.seconds + b.seconds, commits: a.commits + b.commits },
    ...{ blocked: a.blocked + b.blocked, blockedWhenAsked: a.blockedWhenAsked + b.blockedWhenAsked },
    ...{ blockedByOther: a.blockedByOther + b.blockedByOther, baseline: a.baseline + b.baseline },
  };
}
