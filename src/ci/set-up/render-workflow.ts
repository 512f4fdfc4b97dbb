import { stringify } from 'yaml';
import { resultsFolder } from '../workflow-file.ts';
import { actions } from './actions.ts';
import { renderTestScript } from './render-test-script.ts';
import type { Service, SetUp, SetUpStep } from './set-up.ts';

const head = `# Runs this repository's tests for the goat bot, on the branch that holds its fix. It was written for what the repository
# uses; change what you like, and keep the inputs, the run name, the permissions and a step that is called Test.
name: goat

# The bot finds its runs by this name.
run-name: "goat \${{ inputs.task }} #\${{ inputs.iteration }}"

on:
  workflow_dispatch:
    inputs:
      task:
        description: The task of the bot that this run belongs to
        required: true
        type: string
      iteration:
        description: Which attempt of the task this run tests
        required: true
        type: string
      filter:
        description: Test files to run, one path a line; all tests where it is empty
        required: false
        default: ""
        type: string

# The branch holds code that a person has not read yet: this run may read the repository and nothing else.
permissions:
  contents: read

jobs:
  test:
    runs-on: ubuntu-latest
    timeout-minutes: 30
`;

/** The workflow for what was detected, as text for `workflowPath`. The same findings always give the same text. */
export function renderWorkflow(setUp: SetUp): string {
  const { parts, services, environment, systemPackages } = setUp;
  const apt = ['sudo apt-get update', `sudo apt-get install --yes --no-install-recommends ${systemPackages.join(' ')}`];
  const install = parts.flatMap(({ directory, install: lines }) => inFolder(directory, lines));
  const reports = parts.flatMap(({ reports: pattern }) => pattern ?? []);
  const before: readonly SetUpStep[] = [
    { action: actions.checkout, with: { 'persist-credentials': false } },
    ...parts.flatMap(({ tools }) => tools).filter(unlessRepeated()),
    ...(systemPackages.length > 0 ? [{ name: 'System packages', run: apt }] : []),
    ...(install.length > 0 ? [{ name: 'Install', run: install }] : []),
  ];
  const after: readonly SetUpStep[] = [
    ...(reports.length > 0 ? [{ name: 'Collect the results', always: true, run: reports.map(collect) }] : []),
    {
      action: actions.uploadArtifact,
      always: true,
      with: { name: resultsFolder, path: `${resultsFolder}/`, 'if-no-files-found': 'ignore', 'retention-days': 7 },
    },
  ];
  return [
    head,
    ...(services.length > 0 ? [indent(4, 'services:'), ...services.map(renderService)] : []),
    ...(services.length > 0 ? mapping(4, 'env', environment) : []),
    indent(4, 'steps:'),
    [...before.map(renderStep), renderTest(setUp), ...after.map(renderStep)].join('\n'),
  ].join('');
}

function inFolder(directory: string, lines: readonly string[]): string[] {
  return directory === '' ? [...lines] : [`cd ${directory}`, ...lines, 'cd "$GITHUB_WORKSPACE"'];
}

/** Two parts of one language share its set-up. */
function unlessRepeated(): (step: SetUpStep) => boolean {
  const seen = new Set<string>();
  return (step) => {
    const key = JSON.stringify(step);
    return !seen.has(key) && Boolean(seen.add(key));
  };
}

/** Under names of their own, because the modules of a build may have the same tests. */
function collect(pattern: string): string {
  return `find . -path '${pattern}' -exec cp --parents '{}' ${resultsFolder}/ ';'`;
}

function renderTest({ parts }: SetUp): string {
  const { script, takesFilter } = renderTestScript(parts);
  const filter = takesFilter
    ? [
        indent(8, '# Paths from the top of the repository, none of which starts with a dash.'),
        indent(8, 'env:'),
        indent(10, `GOAT_TEST_FILTER: \${{ inputs.filter }}`),
      ]
    : [];
  return [
    indent(6, '# The step must be called Test: the bot tells by it whether the tests were reached.'),
    takesFilter ? '' : indent(6, '# The tool takes no list of files, so `filter` is passed over: all tests are run.'),
    indent(6, '- name: Test'),
    ...filter,
    ...block(8, script),
  ].join('');
}

function renderStep({ name, action, with: inputs = {}, run, always }: SetUpStep): string {
  const lines = [
    ...(name === undefined ? [] : [`name: ${name}`]),
    ...(action === undefined ? [] : [`uses: ${action.uses} # ${action.version}`]),
    ...(always ? ['if: always()'] : []),
  ];
  return [
    ...lines.map((line, index) => indent(6, `${index === 0 ? '- ' : '  '}${line}`)),
    ...mapping(8, 'with', inputs),
    ...(run === undefined ? [] : block(8, run)),
  ].join('');
}

function renderService({ name, image, env, ports, options }: Service): string {
  return [
    indent(6, `${name}:`),
    indent(8, `image: ${scalar(image)}`),
    ...mapping(8, 'env', env),
    ...(ports.length > 0 ? [indent(8, 'ports:'), ...ports.map((port) => indent(10, `- ${JSON.stringify(port)}`))] : []),
    ...(options === null ? [] : [indent(8, `options: ${scalar(options)}`)]),
  ].join('');
}

function mapping(depth: number, key: string, values: Readonly<Record<string, string | number | boolean>>): string[] {
  const entries = Object.entries(values);
  if (entries.length === 0) return [];
  return [
    indent(depth, `${key}:`),
    ...entries.map(([name, value]) =>
      typeof value === 'string' && value.includes('\n')
        ? [indent(depth + 2, `${name}: |`), ...value.split('\n').map((line) => indent(depth + 4, line))].join('')
        : indent(depth + 2, `${name}: ${scalar(value)}`),
    ),
  ];
}

function block(depth: number, lines: readonly string[]): string[] {
  return [indent(depth, 'run: |'), ...lines.map((line) => indent(depth + 2, line))];
}

function scalar(value: string | number | boolean): string {
  return stringify(value, { lineWidth: 0 }).trimEnd();
}

function indent(depth: number, line: string): string {
  return `${' '.repeat(depth)}${line}\n`;
}
