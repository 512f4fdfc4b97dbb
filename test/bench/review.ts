import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readChange } from '../../src/tasks/review/read-change.ts';
import { reviewStatically } from '../../src/tasks/review/review-statically.ts';
import { openWorkspace } from '../../src/workspace/open-workspace.ts';
import { describeMachine } from './machine.ts';
import { findFixes } from './review/find-fixes.ts';
import { reviewLarge } from './review/large.ts';
import { describeScripted, reviewScripted } from './review/scripted.ts';

const usageText = `npm run bench -- review FOLDER [--fixes N] [--scripted | --large]
  FOLDER       holds bare clones of public repositories as FOLDER/owner+name/repo
  --fixes N    how many small fix commits of each are tried, 5 where not given
  --scripted   reviews them over five pushes with a model that finds something everywhere, and checks what is posted
  --large      reviews a change of 3,000 lines or more of each repository within a budget that does not reach for all of it
`;

interface Counts {
  changes: number;
  withFindings: number;
  findings: number;
}

/**
 * Presents small fix commits in reverse, so that each brings a known bug back, and as they are, and counts what the
 * part of a review that needs neither a model nor an index says of them. Tests are left out, since they tell of a fix.
 */
export async function review(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      fixes: { type: 'string', default: '5' },
      scripted: { type: 'boolean', default: false },
      large: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const [folder] = positionals;
  if (folder === undefined || !existsSync(folder)) {
    process.stderr.write(usageText);
    return 2;
  }
  if (values.large) {
    process.stdout.write(`${await reviewLarge(path.resolve(folder))}\n${describeMachine()}\n`);
    return 0;
  }
  const fixes = await findFixes(path.resolve(folder), Number(values.fixes));
  if (values.scripted) {
    process.stdout.write(`${describeScripted(await reviewScripted(fixes))}\n${describeMachine()}\n`);
    return 0;
  }
  const inverse: Counts = { changes: 0, withFindings: 0, findings: 0 };
  const honest: Counts = { changes: 0, withFindings: 0, findings: 0 };
  const rules = new Map<string, number>();
  for (const { gitDir, base, fix } of fixes) {
    for (const rule of await count(inverse, gitDir, fix, base)) rules.set(rule, (rules.get(rule) ?? 0) + 1);
    await count(honest, gitDir, base, fix);
  }
  process.stdout.write(`${describe('a fix taken back', inverse)}\n${describe('the fix itself', honest)}\n`);
  for (const [rule, times] of [...rules].sort((a, b) => b[1] - a[1])) process.stdout.write(`    ${rule} ${times}\n`);
  process.stdout.write(`${describeMachine()}\n`);
  return 0;
}

async function count(counts: Counts, gitDir: string, from: string, to: string): Promise<string[]> {
  const change = await readChange(gitDir, from, to, { exclude: [], only: [] });
  const files = change.files.filter(({ isTest }) => !isTest);
  const { findings } = await reviewStatically(
    { ...change, files },
    null,
    await openWorkspace({ gitDir, commit: to }),
    '',
  );
  const said = findings.filter(({ severity }) => severity !== 'note');
  counts.changes += 1;
  counts.withFindings += said.length > 0 ? 1 : 0;
  counts.findings += said.length;
  return said.map(({ rule }) => rule);
}

function describe(what: string, { changes, withFindings, findings }: Counts): string {
  const share = changes === 0 ? 0 : (100 * withFindings) / changes;
  return `${what}: ${changes} changes, ${withFindings} with findings (${share.toFixed(0)} %), ${findings} findings`;
}
