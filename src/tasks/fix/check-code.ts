import type { Problem } from '../../validation/validate-patch.ts';
import type { FileChange, Workspace } from '../../workspace/workspace.ts';
import type { Fix } from './fix.ts';
import { headOf } from './fix-record.ts';
import { reportProgress } from './report-progress.ts';

/** Characters of what the check printed that go back to the model: about 2,000 tokens. */
const mostPrinted = 8_000;

/**
 * A check of patches by the command that the repository names for it. What fails on the base commit, too, or cannot run,
 * says nothing about a patch: then people are told once, and the command is asked no more.
 */
export function codeCheckOf(
  task: Fix,
  workspace: Pick<Workspace, 'commit'>,
): (changes: readonly FileChange[]) => Promise<readonly Problem[]> {
  const { taskId, record, config, steps, codeCheckFor } = task;
  const check = codeCheckFor(config);
  if (check === null) return async () => [];
  let basePasses: boolean | null = null;
  const run = (name: string, commit: string, changes: readonly FileChange[]) =>
    steps.run(name, (signal) => check.run({ taskId, commit, changes }, signal));
  return async (changes) => {
    if (basePasses === false || changes.length === 0) return [];
    const found = await run('check the code', headOf(record)?.sha ?? workspace.commit, changes);
    if (found.outcome === 'passed') return [];
    basePasses ??= (await run('check the code of the base', workspace.commit, [])).outcome === 'passed';
    if (basePasses) return [{ path: '', message: whyRefused(check.command, found.reason ?? '', found.logTail) }];
    await reportProgress(task, `going on without \`${check.command}\`, which does not pass on the base commit, either`);
    return [];
  };
}

function whyRefused(command: string, reason: string, printed: string): string {
  const fails = `\`${command}\` fails on your edits, and passes without them. ${reason}`.trim();
  return `${fails} The end of what it printed:\n\n${printed.slice(-mostPrinted)}`;
}
