import type { Intent } from '../agent/classify-intent.ts';
import type { FixRecord, IterationRecord } from '../tasks/fix/fix-record.ts';
import { cleanCode, cleanProse } from './clean.ts';
import type { ChangeSummary, FixContent } from './pattern.ts';

/** Characters of each part, and how many there are of a kind. */
const longest = { title: 200, body: 4_000, summary: 600, diff: 3_000, test: 150, turn: 300, name: 400 } as const;
const most = { files: 20, symbols: 20, tests: 10, turns: 5, failuresOfTurn: 3 } as const;

export interface FinishedFix {
  readonly record: FixRecord;
  readonly intent: Intent;
  readonly change: ChangeSummary;
  /** The head of its branch. */
  readonly commit: string;
}

/** What is kept of a fix: its task as it was when it was triggered, what was changed, and what did not work on the way. */
export function rememberFix({ record, intent, change, commit }: FinishedFix): FixContent {
  const { issue, iterations, reproduction, base, branch } = record;
  const last = iterations.at(-1);
  return {
    kind: 'fix',
    issue: {
      number: issue.number,
      title: cleanProse(issue.title, longest.title),
      body: cleanProse(issue.body, longest.body),
    },
    intent,
    summary: cleanProse((last ?? reproduction?.round)?.summary ?? '', longest.summary),
    ...rememberChange(change),
    failingTests: (reproduction?.failures ?? []).slice(0, most.tests).map(({ name }) => cleanCode(name, longest.test)),
    wrongTurns: iterations.filter(didNotWork).slice(-most.turns).map(describeTurn),
    base: base?.sha ?? '',
    commit,
    branch: branch ?? '',
    refusal: null,
  };
}

/** A change in short. */
export function rememberChange({ files, symbols, diff }: ChangeSummary): ChangeSummary {
  return {
    files: files.filter((path) => path.length <= longest.name).slice(0, most.files),
    symbols: symbols.filter(({ path, name }) => path.length + name.length <= longest.name).slice(0, most.symbols),
    diff: cleanCode(diff, longest.diff),
  };
}

function didNotWork({ verdict }: IterationRecord): boolean {
  return verdict.kind === 'red' || verdict.kind === 'not run';
}

function describeTurn({ subject, verdict }: IterationRecord): string {
  const failed = verdict.fresh.slice(0, most.failuresOfTurn).map(({ name }) => name);
  const why = failed.length === 0 ? 'the tests did not pass' : `then failed: ${failed.join(', ')}`;
  return cleanCode(`${subject}: ${why}`, longest.turn);
}
