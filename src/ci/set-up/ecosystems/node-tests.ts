import { type Folder, isPlain } from '../folder.ts';
import type { TestCommand } from '../set-up.ts';
import type { NodeManager } from './node-manager.ts';
import { dependsOn, type Manifest, scriptOf } from './node-manifest.ts';

const files = `"\${tests[@]}"`;

interface Tool {
  readonly name: string;
  /** Matches the last command of the script `test`: only that one takes what is written behind `npm test`. */
  readonly command: RegExp;
  readonly calls: (call: ScriptCall) => Pick<TestCommand, 'all' | 'some'>;
}

interface ScriptCall {
  /** The call of the script with these options for its last command. */
  readonly withOptions: (options: string) => string;
  readonly script: string;
  readonly manifest: Manifest;
  readonly folder: Folder;
}

const runner = String.raw`^(?:[A-Z_][\w]*=\S* )*(?:cross-env (?:[A-Z_]\w*=\S* )*)?(?:npx |c8 |nyc )*`;

const tools: readonly Tool[] = [
  {
    name: 'vitest',
    command: new RegExp(`${runner}vitest(?:$| )`),
    calls: ({ withOptions, folder }) => {
      const all = withOptions(`--reporter=default --reporter=junit --outputFile.junit=${folder.results('vitest')}`);
      return { all, some: `${all} ${files}` };
    },
  },
  {
    name: 'jest',
    command: new RegExp(`${runner}jest(?:$| )`),
    calls: ({ withOptions, manifest, folder }) => {
      const isReporting = dependsOn(manifest, 'jest-junit');
      const options = isReporting ? '--reporters=default --reporters=jest-junit' : '';
      const environment = isReporting
        ? `JEST_JUNIT_REPORT_TEST_SUITE_ERRORS=true JEST_JUNIT_OUTPUT_FILE=${folder.results('jest')} `
        : '';
      const some = withOptions(`${options} --runTestsByPath ${files}`.trim());
      return { all: environment + withOptions(options), some: environment + some };
    },
  },
  {
    name: 'bun',
    command: /^bun test(?:$| )/,
    calls: ({ withOptions, folder }) => {
      const all = withOptions(`--reporter=junit --reporter-outfile=${folder.results('bun')}`);
      return { all, some: all.includes('bun test ./') ? null : `${all} "\${tests[@]/#/./}"` };
    },
  },
  {
    // Its options have to come before its files, so the script's own text is called, not the script.
    name: 'node --test',
    command: /^node (?:--[\w-]+(?:=\S+)? )*--test(?:$| )/,
    calls: ({ script, folder }) => {
      const reporters = `--test-reporter=spec --test-reporter-destination=stdout --test-reporter=junit --test-reporter-destination=${folder.results('node')}`;
      const [, options = '', given = ''] = /^node ((?:--[\w-]+(?:=\S+)?(?: |$))*)(.*)$/.exec(script) ?? [];
      const node = `node ${reporters} ${options.trim()}`;
      return { all: `${node} ${given}`.trim(), some: `${node} ${files}` };
    },
  },
  {
    name: 'ava',
    command: new RegExp(`${runner}ava$`),
    calls: ({ withOptions }) => ({ all: withOptions(''), some: withOptions(files) }),
  },
];

/** How the script `test` is called, so that its tool takes files and writes JUnit XML where it can. */
export function nodeTests(
  manager: NodeManager,
  manifest: Manifest,
  folder: Folder,
): TestCommand & { readonly tool: string | null } {
  const script = scriptOf(manifest, 'test') ?? '';
  const last = script.split('&&').at(-1)?.trim() ?? '';
  const isOne = !/[|;&]/.test(last) && isPlain(script);
  const isWhole = last === script && scriptOf(manifest, 'pretest') === undefined;
  const tool = tools.find(({ name, command }) => isOne && command.test(last) && (isWhole || name !== 'node --test'));
  const plain = manager.test;
  if (!tool) return { plain, all: plain, some: null, tool: null };
  const withOptions = (options: string) => (options === '' ? plain : `${plain}${manager.separator} ${options}`);
  return { plain, ...tool.calls({ withOptions, script, manifest, folder }), tool: tool.name };
}
