import path from 'node:path';
import { parseArgs } from 'node:util';
import { describeMachine } from './machine.ts';
import { caseName, fixCases } from './real-fixes/cases.ts';
import { describeCase, tableHead } from './real-fixes/describe-case.ts';
import { runCase } from './real-fixes/run-case.ts';

const usageText = `npm run bench -- real-fixes FOLDER [--set FILE] [--only NAME]
  FOLDER       holds bare clones as FOLDER/owner+name/repo
  --set FILE   JSON lines with the issues; without it the message of the fix is the issue
  --only NAME  one case: ${fixCases.map(caseName).join(', ')}
`;

/**
 * Proves `goat fix` on issues that real projects have fixed: the scripted model errs once, the project's own tests say
 * so, and the project's own fix has to end green. It needs git, the package registry and several minutes a case.
 */
export async function realFixes(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { set: { type: 'string' }, only: { type: 'string' } },
    allowPositionals: true,
  });
  const [folder] = positionals;
  const cases = fixCases.filter((real) => values.only === undefined || caseName(real) === values.only);
  if (folder === undefined || cases.length === 0) {
    process.stderr.write(usageText);
    return 2;
  }
  const rows: string[] = [];
  let proven = 0;
  for (const real of cases) {
    process.stderr.write(`\n${caseName(real)}\n`);
    const bare = path.join(folder, real.repository.replace('/', '+'), 'repo');
    const done = await runCase(bare, real, values.set ?? null);
    for (const problem of done.problems) process.stderr.write(`NOT PROVEN: ${problem}\n`);
    rows.push(describeCase(caseName(real), done));
    if (done.problems.length === 0) proven += 1;
  }
  process.stdout.write(`${[tableHead, ...rows, '', describeMachine()].join('\n')}\n`);
  return proven === cases.length ? 0 : 1;
}
