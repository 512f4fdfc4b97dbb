import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { junitEnvironment, readWorkflowTemplate, resultsFolder, runTitle } from '../../src/ci/workflow-file.ts';

const text = await readWorkflowTemplate();

const step = z.object({
  name: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  if: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
  env: z.record(z.string(), z.string()).optional(),
});
const workflow = z
  .strictObject({
    name: z.literal('goat'),
    'run-name': z.string(),
    on: z.strictObject({ workflow_dispatch: z.strictObject({ inputs: z.record(z.string(), z.unknown()) }) }),
    permissions: z.record(z.string(), z.string()),
    jobs: z.record(
      z.string(),
      z.strictObject({ 'runs-on': z.string(), 'timeout-minutes': z.number(), steps: z.array(step) }),
    ),
  })
  .parse(parse(text));
const jobs = Object.values(workflow.jobs);
const steps = jobs.flatMap((job) => job.steps);
const using = (action: string) => steps.filter(({ uses }) => uses?.startsWith(`actions/${action}@`));

describe('the workflow template', () => {
  test('starts by dispatch alone, with the task and the iteration', () => {
    const required = { required: true, type: 'string' };
    const optional = { required: false, default: '', type: 'string' };
    expect(workflow.on.workflow_dispatch.inputs).toMatchObject({
      task: required,
      iteration: required,
      filter: optional,
    });
  });

  test('names its run as the bot looks for it', () => {
    const title = workflow['run-name']
      .replace(/\$\{\{ inputs.task \}\}/, '01T')
      .replace(/\$\{\{ inputs.iteration \}\}/, '2');
    expect(title).toBe(runTitle('01T', '2'));
  });

  test('may read the repository and nothing else', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
  });

  test('has one job, with a time limit', () => {
    expect(jobs).toHaveLength(1);
    expect(jobs[0]?.['timeout-minutes']).toBeLessThanOrEqual(60);
  });

  test('pins every action by commit, with the version beside it', () => {
    const lines = text.split('\n').filter((line) => /^\s*(?:- )?uses:/.test(line));
    expect(lines).toHaveLength(steps.filter(({ uses }) => uses !== undefined).length);
    for (const line of lines) expect(line).toMatch(/uses: actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('leaves no credentials in the work tree', () => {
    expect(using('checkout').map((checkout) => checkout.with)).toEqual([{ 'persist-credentials': false }]);
  });

  test('uses no secret, and no expression inside a script', () => {
    expect(text).not.toMatch(/\$\{\{[^}]*(?:secrets|github\.token)/);
    for (const { run } of steps) expect(run ?? '').not.toContain('${{');
  });

  test('always uploads the results, where there are some', () => {
    expect(using('upload-artifact')).toMatchObject([
      { if: 'always()', with: { name: resultsFolder, path: `${resultsFolder}/`, 'if-no-files-found': 'ignore' } },
    ]);
    expect(steps.at(-1)?.uses).toContain('upload-artifact');
  });

  test('has the tools write JUnit XML, as a run on this machine does', () => {
    expect(steps.find(({ name }) => name === 'Test')?.env).toMatchObject(junitEnvironment);
  });

  test('hands the files that it is to run over through the environment', () => {
    const step = steps.find(({ name }) => name === 'Test');
    expect(step?.env).toMatchObject({ GOAT_TEST_FILTER: expect.stringMatching(/^\$\{\{ inputs\.filter \}\}$/) });
    expect(step?.run).toContain('"$GOAT_TEST_FILTER"');
  });

  test('has a step called Test, after the installation', () => {
    expect(steps.flatMap(({ name }) => name ?? [])).toEqual(['Install', 'Test']);
  });
});
