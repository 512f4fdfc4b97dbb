import type { RepositoryConfig } from '../../config/repository-config.ts';
import type { Embedder } from '../../indexing/embedder.ts';
import { listSymbols } from '../../indexing/list-symbols.ts';
import { memoryLimits } from '../../memory/memory-limits.ts';
import type { FixContent } from '../../memory/pattern.ts';
import { recallPatterns } from '../../memory/recall-patterns.ts';
import { type Advice, noAdvice, renderAdvice } from '../../memory/render-advice.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { MemoryParts } from './fix.ts';

export interface RecallWorld {
  readonly taskId: string;
  readonly memory: Pick<MemoryParts, 'store' | 'owner' | 'sharedBy'>;
  readonly embedders: readonly Embedder[];
  readonly config: Pick<RepositoryConfig, 'memory'>;
  readonly workspace: Workspace;
}

/** What is remembered that fits a task with these words. What was shown is noted: how a fix ends says what it was worth. */
export async function recallAdvice(
  { taskId, memory: { store, owner, sharedBy }, embedders, config, workspace }: RecallWorld,
  text: string,
): Promise<Advice> {
  if (!config.memory.enabled) return noAdvice;
  // What has expired is not recalled, and what nobody asks for takes no room.
  await store.collect(owner.repository, memoryLimits);
  const found = await recallPatterns(
    { store, embedders, sharedBy, stillFits: (content) => stillFits(workspace, content) },
    {
      repository: owner.repository,
      text,
      installation: config.memory.shareAcrossRepositories ? owner.installation : null,
    },
  );
  await store.noteRecalls(taskId, [...found.fixes, ...found.conventions]);
  return renderAdvice(owner.repository, found);
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
