import { readFile } from 'node:fs/promises';

/** The workflow that runs the tests, as GitHub's API names it. */
export const workflowFileName = 'goat.yml';

/** Where it is in a repository. */
export const workflowPath = `.github/workflows/${workflowFileName}`;

/** The artifact, and the folder in the work tree, that JUnit XML is written to. */
export const resultsFolder = 'goat-results';

/** The name that a run carries, by which it is found again: the template's `run-name`. */
export function runTitle(taskId: string, iteration: number): string {
  return `goat ${taskId} #${iteration}`;
}

/** The task in the title of a run; undefined where no task started it. Whoever can start runs can write titles. */
export function taskOfRun(title: string): string | undefined {
  return /^goat ([0-9A-HJKMNP-TV-Z]{26}) #\d+$/.exec(title)?.[1];
}

/** The workflow that a repository needs, as text for its `workflowPath`. */
export function readWorkflowTemplate(): Promise<string> {
  return readFile(new URL('./workflow-template.yml', import.meta.url), 'utf8');
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
