import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import type { FixResult } from '../../../src/cli/fix-result.ts';
import { runGit } from '../../../src/workspace/run-git.ts';
import { startScriptedModel } from '../../fakes/scripted-model.ts';
import type { RealCase } from './cases.ts';
import { makeRepository } from './make-repository.ts';
import { readStatement } from './read-statement.ts';
import { scriptCase } from './script-case.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

export interface CaseResult {
  readonly result: FixResult;
  /** From the start of the command to its end. */
  readonly seconds: number;
  /** What is not as it has to be, in sentences; empty when the case is proven. */
  readonly problems: readonly string[];
}

/** Lets `goat fix` loose on a project's own issue, in a process of its own and a home of its own. */
export async function runCase(bare: string, real: RealCase, statement: string | null): Promise<CaseResult> {
  const folder = await mkdtemp(path.join(tmpdir(), 'goat-real-fix-'));
  const directory = path.join(folder, 'repository');
  const issue = path.join(folder, 'issue.md');
  try {
    const changes = await makeRepository(bare, real, directory);
    await writeFile(issue, await readStatement(bare, real, statement));
    const state = await readState(directory);
    const model = await startScriptedModel(scriptCase(real, changes));
    try {
      const start = performance.now();
      const cli = path.join(root, 'src/cli.ts');
      const options = ['--issue', issue, '--setup', real.setup, '--test', real.test, '--allow-local-tests', '--json'];
      const { stdout, exitCode } = await execa(
        process.execPath,
        ['--import', 'tsx', cli, 'fix', directory, ...options],
        {
          cwd: root,
          env: { GOAT_HOME: path.join(folder, 'home'), ANTHROPIC_BASE_URL: model.url, ANTHROPIC_API_KEY: model.apiKey },
          stderr: 'inherit',
          reject: false,
        },
      );
      const seconds = (performance.now() - start) / 1000;
      const result: FixResult = JSON.parse(stdout);
      const problems = [
        ...(exitCode === 0 ? [] : [`The command ended with ${exitCode}.`]),
        ...model.failures,
        ...whyNotProven(result),
        ...((await treeOf(directory, result.commit)) === (await treeOf(directory, real.fix))
          ? []
          : ["The branch does not hold what the project's own fix holds."]),
        ...((await readState(directory)) === state ? [] : ["The user's branch or work tree was changed."]),
      ];
      return { result, seconds, problems };
    } finally {
      await model.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Red first, then green: anything else proves nothing about the loop. */
function whyNotProven({ outcome, iterations }: FixResult): string[] {
  const reports = iterations.map(({ report }) => report.outcome).join(', ');
  if (outcome.kind !== 'fixed') return [`It ended as "${outcome.kind}": ${outcome.reason}`];
  return reports === 'failed, passed' ? [] : [`The tests of the iterations were: ${reports}.`];
}

/** What a fix must leave alone: the branch that is checked out, where it is, and the work tree. */
async function readState(directory: string): Promise<string> {
  const git = async (...args: string[]) => (await runGit(args, { cwd: directory })).toString();
  return [await git('symbolic-ref', 'HEAD'), await git('rev-parse', 'HEAD'), await git('status', '--porcelain')].join(
    '',
  );
}

async function treeOf(directory: string, commit: string | null): Promise<string> {
  if (commit === null) return 'none';
  return (await runGit(['rev-parse', '--verify', `${commit}^{tree}`], { cwd: directory })).toString().trim();
}
