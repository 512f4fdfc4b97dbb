import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';

/** The workflow that runs the tests, as GitHub's API names it. */
export const workflowFileName = 'goat.yml';

/** Where it is in a repository. */
export const workflowPath = `.github/workflows/${workflowFileName}`;

/** The artifact, and the folder in the work tree, that JUnit XML is written to. */
export const resultsFolder = 'goat-results';

/** What stands in the log between the tests that ran first and all tests. */
const allFollow = 'goat: all tests follow';

/** The command that prints it. The text is in two parts, because a log shows the commands as well. */
export const announceAll = "printf 'goat: %s\\n' 'all tests follow'";

/** The log without the tests that ran first, where all ran after them: they are all there again. */
export function withoutFirstTests(log: string): string {
  return log.slice(Math.max(0, log.lastIndexOf(allFollow)));
}

/** The name that a run carries, by which it is found again: the template's `run-name`. */
export function runTitle(taskId: string, run: string): string {
  return `goat ${taskId} #${run}`;
}

/** The workflow that a repository needs, as text for its `workflowPath`. */
export function readWorkflowTemplate(): Promise<string> {
  return readFile(new URL('./workflow-template.yml', import.meta.url), 'utf8');
}

const filterInput = z.object({
  on: z.object({ workflow_dispatch: z.object({ inputs: z.object({ filter: z.unknown() }) }) }),
});

/** Whether a workflow has the input `filter`: GitHub refuses a dispatch with an input that the workflow does not name. */
export function takesFilter(workflow: string): boolean {
  try {
    const { data } = filterInput.safeParse(parse(workflow));
    return data?.on.workflow_dispatch.inputs.filter !== undefined;
  } catch {
    // GitHub itself says at the dispatch what is wrong with the file.
    return false;
  }
}

/**
 * What makes pytest and jest-junit write JUnit XML to the folder, whatever command starts them. The template has the
 * same.
 */
export const junitEnvironment = {
  JEST_JUNIT_OUTPUT_DIR: resultsFolder,
  JEST_JUNIT_REPORT_TEST_SUITE_ERRORS: 'true',
  PYTEST_ADDOPTS: `--junit-xml=${resultsFolder}/pytest.xml`,
};
