import { stringify } from 'yaml';
import { workflowFileName } from '../workflow-file.ts';
import type { Part, SetUp } from './set-up.ts';

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
  const checked = parts.filter(({ codeCheck }) => typeof codeCheck === 'string');
  return `# What the goat bot is told about this repository, read from the default branch. Every key may be left out; all of them
# are in docs/configuration.md of goatcode.
${stringify({ test, labels: ['goat'] }, { lineWidth: 0 })}${checked.length === 0 ? '' : renderCheck(checked, isOne)}
# What to do about workflows of the repository's own that run on goat/** branches with secrets: warn, or refuse the fix.
${stringify({ ci: { foreignWorkflows: 'warn' } })}`;
}

function renderCheck(parts: readonly Part[], isOne: boolean): string {
  const [first] = parts;
  const command = isOne
    ? first?.codeCheck
    : parts.map(({ directory, codeCheck }) => `(cd ./${directory} && ${codeCheck})`).join(' && ');
  const folder = isOne && first?.directory !== '' ? { workingDirectory: first?.directory } : {};
  return `
# What has to pass before a commit where \`goat fix\` runs on a machine, as it does on the base commit. In Actions, give the
# workflow a step of its own before the one called Test.
${stringify({ validate: { command, ...folder } }, { lineWidth: 0 })}`;
}
