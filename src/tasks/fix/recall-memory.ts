import { type Advice, noAdvice } from '../../memory/render-advice.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { Fix } from './fix.ts';
import { recallAdvice } from './recall-advice.ts';

/** What the agent is told of earlier tasks like this one. It is recorded, because it may be another at any later time. */
export async function recallMemory(task: Fix, workspace: Workspace): Promise<Advice> {
  const { taskId, request, record, memory, embedders, config, steps } = task;
  if (!config.memory.enabled) return noAdvice;
  const { issue, hint } = request;
  const advice = await steps.run('recall', async () => {
    await memory.catchUp(workspace.commit);
    const world = { taskId, memory, embedders: embedders.all, config, workspace };
    return recallAdvice(world, [issue.title, issue.body, hint].join('\n'));
  });
  record.recalled = advice.recalled;
  return advice;
}
