import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readWorkflowTemplate, workflowPath } from '../../src/ci/workflow-file.ts';

const fixture = fileURLToPath(new URL('../fixtures/demo-repository/', import.meta.url));

/** The files of the demo's repository, with the workflow that the product ships. */
export async function demoRepositoryFiles(): Promise<Record<string, Buffer>> {
  const files: Record<string, Buffer> = {
    [workflowPath]: Buffer.from(await readWorkflowTemplate()),
  };
  for (const entry of await readdir(fixture, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    files[path.relative(fixture, file).replaceAll(path.sep, '/')] = await readFile(file);
  }
  return files;
}

export const demoIssue = {
  title: 'Invoice lines do not add up to the total when a discount applies',
  body: `Our bookkeeper found invoices whose lines do not add up.

To see it: put three products of 1.05 each into a cart and make the invoice with a discount of 10 %.

- the total is 2.83, which is right: 3.15 less 0.32
- the three lines are 0.94 each, which makes 2.82

The customer pays the total, so the total is right and the lines are wrong. The lines of an invoice must always add up
to its total.`,
} as const;
