import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { filesToRead } from '../../src/ci/set-up/files-to-read.ts';
import { planSetUp, type SetUpPlan } from '../../src/ci/set-up/plan-set-up.ts';
import { workflowPath } from '../../src/ci/workflow-file.ts';
import { openWorkspace } from '../../src/workspace/open-workspace.ts';
import { runGit } from '../../src/workspace/run-git.ts';

/**
 * What a set-up detects in public repositories: a table, and with the name of one its whole workflow. FOLDER holds bare
 * repositories as `owner+name/repo`.
 */
export async function setup([folder, only]: readonly string[]): Promise<number> {
  if (folder === undefined || !existsSync(folder)) {
    process.stderr.write(
      'npm run bench -- setup FOLDER [OWNER/NAME], where FOLDER holds bare repositories as owner+name/repo.\n',
    );
    return 2;
  }
  const names = readdirSync(folder)
    .filter((name) => existsSync(path.join(folder, name, 'repo', 'HEAD')))
    .map((name) => name.replace('+', '/'));
  if (only === undefined)
    process.stdout.write(
      '| repository | tool | test command | filter | services, packages | see secrets |\n|---|---|---|---|---|---|\n',
    );
  for (const name of names.filter((one) => only === undefined || one === only)) {
    const plan = await planFor(path.join(folder, name.replace('/', '+'), 'repo'));
    process.stdout.write(
      only === undefined ? row(name, plan) : (plan.files[workflowPath] ?? 'Nothing was detected.\n'),
    );
  }
  return 0;
}

async function planFor(gitDir: string): Promise<SetUpPlan> {
  const commit = (await runGit(['rev-parse', 'HEAD'], { gitDir })).toString().trim();
  const workspace = await openWorkspace({ gitDir, commit });
  const texts: Record<string, string> = {};
  for (const file of filesToRead(workspace.paths())) texts[file] = (await workspace.read(file))?.toString() ?? '';
  return planSetUp([{ paths: workspace.paths(), texts }, false]);
}

function row(name: string, { setUp, foreign }: SetUpPlan): string {
  const { parts, services, systemPackages } = setUp;
  const cells = [
    name,
    parts.map(({ ecosystem }) => ecosystem).join(', ') || 'nothing',
    parts.map(({ test }) => `\`${test.plain}\``).join(', '),
    parts.length === 1 && parts[0]?.test.some ? 'yes' : 'no',
    [...services.map(({ image }) => image), ...systemPackages].join(', '),
    `${foreign.filter(({ reaches }) => reaches.length > 0).length} of ${foreign.length}`,
  ];
  return `| ${cells.join(' | ')} |\n`;
}
