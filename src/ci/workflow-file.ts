import { readFile } from 'node:fs/promises';

/** The file below `.github/workflows/` that runs the tests. */
export const workflowFileName = 'goat.yml';

/** The artifact, and the folder in the work tree, that JUnit XML is written to. */
export const resultsFolder = 'goat-results';

/** The name that a run carries, by which it is found again: the template's `run-name`. */
export function runTitle(taskId: string, iteration: number): string {
  return `goat ${taskId} #${iteration}`;
}

/** The workflow that a repository needs, as text for its `.github/workflows/goat.yml`. */
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
