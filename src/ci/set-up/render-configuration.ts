import { stringify } from 'yaml';
import { workflowFileName } from '../workflow-file.ts';
import type { SetUp } from './set-up.ts';

/** `.github/goat.yml` for what was detected: what a person will want to change first, with where the rest is told. */
export function renderConfiguration({ parts }: SetUp): string {
  const [only, ...others] = parts;
  const isOne = only !== undefined && others.length === 0;
  const command = isOne
    ? only.test.plain
    : parts.map(({ directory, test }) => `(cd ./${directory} && ${test.plain})`).join(' && ');
  const test = {
    command,
    ...(isOne && only.directory !== '' ? { workingDirectory: only.directory } : {}),
    workflow: workflowFileName,
  };
  return `# What the goat bot is told about this repository, read from the default branch. Every key may be left out; all of them
# are in docs/configuration.md of goatcode.
${stringify({ test, labels: ['goat'] }, { lineWidth: 0 })}
# What to do about workflows of the repository's own that run on goat/** branches with secrets: warn, or refuse the fix.
${stringify({ ci: { foreignWorkflows: 'warn' } })}`;
}
