import { listSymbols } from '../indexing/list-symbols.ts';
import { memoryLimits } from '../memory/memory-limits.ts';
import type { FixContent } from '../memory/pattern.ts';
import { recallPatterns } from '../memory/recall-patterns.ts';
import { type Advice, noAdvice, renderAdvice } from '../memory/render-advice.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Fix } from './fix.ts';

/**
 * What the agent is told of earlier tasks like this one. It is recorded, because it may be another at any later time, and
 * what was shown is noted: how this fix ends says what it was worth.
 */
export async function recallMemory(task: Fix, workspace: Workspace): Promise<Advice> {
  const { taskId, request, record, memory, embedders, config, steps } = task;
  if (!config.memory.enabled) return noAdvice;
  const { store, owner, sharedBy } = memory;
  const advice = await steps.run('recall', async () => {
    await memory.catchUp(workspace.commit);
    // What has expired is not recalled, and what nobody asks for takes no room.
    await store.collect(owner.repository, memoryLimits);
    const { issue, hint } = request;
    const found = await recallPatterns(
      { store, embedders: embedders.all, sharedBy, stillFits: (content) => stillFits(workspace, content) },
      {
        repository: owner.repository,
        text: [issue.title, issue.body, hint].join('\n'),
        installation: config.memory.shareAcrossRepositories ? owner.installation : null,
      },
    );
    await store.noteRecalls(taskId, [...found.fixes, ...found.conventions]);
    return renderAdvice(owner.repository, found);
  });
  record.recalled = advice.recalled;
  return advice;
}

/** Advice about code that is gone misleads. A file whose symbols cannot be read has to be there, and no more. */
async function stillFits(workspace: Workspace, { files, symbols }: FixContent): Promise<boolean> {
  if (files.some((path) => workspace.entry(path) === undefined)) return false;
  for (const path of new Set(symbols.map((symbol) => symbol.path))) {
    const text = (await workspace.read(path))?.toString() ?? '';
    const there = (await listSymbols(path, text))?.map(({ name }) => name);
    if (there && symbols.some((symbol) => symbol.path === path && !there.includes(symbol.name))) return false;
  }
  return true;
}
