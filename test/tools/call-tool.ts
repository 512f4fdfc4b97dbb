import type { Tool, ToolResult } from '../../src/agent/tool.ts';
import type { Steps } from '../../src/tasks/steps.ts';
import { openWorkspace } from '../../src/workspace/open-workspace.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { type Files, temporaryRepository } from '../workspace/temporary-repository.ts';

export async function workspaceOf(files: Files): Promise<Workspace> {
  return openWorkspace(await temporaryRepository(files));
}

/** Steps that only remember their names. */
export function namedSteps(): Steps & { readonly names: string[] } {
  const names: string[] = [];
  return {
    names,
    run(name, work) {
      names.push(name);
      return work(new AbortController().signal);
    },
  };
}

/** What the model would be told: the text, or `refused: ` and the reason. */
export async function call(tool: Tool, input: unknown, steps: Steps = namedSteps()): Promise<string> {
  const result: ToolResult = await tool.run(input, steps);
  return result.kind === 'done' ? result.text : `refused: ${result.reason}`;
}
