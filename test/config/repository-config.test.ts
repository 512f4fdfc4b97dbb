import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { configurationJsonSchema, configurationPage } from '../../src/config/describe-configuration.ts';
import { defaultRepositoryConfig, readRepositoryConfig } from '../../src/config/repository-config.ts';

async function problemsOf(text: string): Promise<readonly string[]> {
  const reading = await readRepositoryConfig(text);
  return 'problems' in reading ? reading.problems : [];
}

describe('the configuration of a repository', () => {
  test.each([
    ['no file', null],
    ['an empty file', ''],
    ['a file of comments', '# nothing yet\n'],
  ])('%s asks for nothing', async (_, text) => {
    expect(await readRepositoryConfig(text)).toEqual({ config: defaultRepositoryConfig });
  });

  test('is read with its types, and what it leaves out has its default', async () => {
    const text =
      'test:\n  command: npm test\nlabels: [help, goat]\nlimits:\n  iterations: 3\nci: {foreignWorkflows: refuse}\n';
    expect(await readRepositoryConfig(text)).toMatchObject({
      config: {
        test: { command: 'npm test', workflow: 'goat.yml' },
        labels: ['help', 'goat'],
        limits: { iterations: 3, context: 100_000 },
        ci: { foreignWorkflows: 'refuse' },
      },
    });
  });

  test.each([
    ['a number out of range', 'limits: {iterations: 99}', 'limits.iterations must be a whole number from 1 to 50.'],
    ['a broken number', 'limits: {iterations: 3.5}', 'limits.iterations must be a whole number from 1 to 50.'],
    ['text for a section', 'test: npm test', 'test must hold keys of its own.'],
    ['a word for a list', 'labels: goat', 'labels must be a list of labels.'],
    ['nothing in a list', 'labels: [""]', 'labels.0 must be a label, and not empty.'],
    ['an unknown choice', 'ci: {foreignWorkflows: no}', 'ci.foreignWorkflows must be one of: warn, refuse.'],
    ['a misspelt section', 'limit: {}', 'limit is not a key: did you mean limits?'],
    ['a key spelt another way', 'test: {working-directory: a}', 'did you mean workingDirectory?'],
    [
      'a key that is like none',
      'limits: {colour: 3}',
      'known here: iterations, tokens, dollars, minutes, tasksPerDay, context, reply.',
    ],
    ['a check that is no command', 'validate: {command: [tsc]}', 'validate.command must be a command.'],
    [
      'a check outside of the repository',
      'validate: {workingDirectory: ../x}',
      'validate.workingDirectory must be a folder',
    ],
    ['no dollars at all', 'limits: {dollars: 0}', 'limits.dollars must be a number from 0.01 to 9,999.'],
    ['an unknown effort', 'models: {effort: huge}', 'models.effort must be one of: low, medium, high, xhigh, max.'],
    ['a list in place of the file', '- 1', 'The file must hold keys of its own.'],
    ['a key twice', 'labels: []\nlabels: []', 'Line 2 is not YAML: Map keys must be unique'],
    ['what is no YAML', 'test: [', 'Line 1 is not YAML: '],
  ])('%s is refused in a sentence', async (_, text, sentence) => {
    expect(await problemsOf(text)).toEqual([expect.stringContaining(sentence)]);
  });

  test('each mistake has its sentence', async () => {
    expect(await problemsOf('limits: {iterations: 0, tokens: no}\nlabel: goat\n')).toHaveLength(3);
  });

  test.each(['../other', 'packages/../../x', '/etc', '~/x', 'a\\b'])(
    'FAULT 52: %s is no folder of the repository',
    async (folder) => {
      expect(await problemsOf(`test: {workingDirectory: '${folder}'}`)).toEqual([
        'test.workingDirectory must be a folder of the repository such as packages/api.',
      ]);
    },
  );

  test.each(['../evil.yml', 'deploy.sh', '-x.yml', 'a/b.yml'])('FAULT 52: %s is no workflow', async (name) => {
    expect(await problemsOf(`test: {workflow: '${name}'}`)).toHaveLength(1);
  });

  test('FAULT 59: a file of any size is refused or read in bounded work', async () => {
    const bomb = `a: &a [x, x, x, x, x, x, x, x, x, x]\n${'bcdefgh'
      .split('')
      .map((key, index) => `${key}: &${key} [${Array(10).fill(`*${'abcdefg'[index]}`)}]`)
      .join('\n')}`;
    expect(await problemsOf(bomb)).toEqual([expect.stringContaining('repeats itself')]);
    expect(await problemsOf(`labels: [${'x,'.repeat(40_000)}]`)).toEqual([expect.stringContaining('longer than')]);
    expect(await problemsOf('[]'.repeat(8_000))).toHaveLength(1);
  });
});

describe('what is published of it', () => {
  test('docs/configuration.md and docs/goat.schema.json are current (npm run docs)', async () => {
    expect(await readFile('docs/configuration.md', 'utf8')).toBe(configurationPage());
    expect(JSON.parse(await readFile('docs/goat.schema.json', 'utf8'))).toEqual(JSON.parse(configurationJsonSchema()));
  });

  test('the JSON schema takes what the page shows, and refuses what is refused here', async () => {
    const valid = new Ajv2020({ strict: false }).compile(JSON.parse(configurationJsonSchema()));
    const [, example = ''] = /```yaml\n([\s\S]*?)```/.exec(configurationPage()) ?? [];
    expect(valid(parse(example))).toBe(true);
    expect(await problemsOf(example)).toEqual([]);
    expect(valid({ limits: { iterations: 99 } })).toBe(false);
    expect(valid({ limit: {} })).toBe(false);
  });
});
