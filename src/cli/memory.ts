import { type LocalMemory, openLocalMemory } from '../compose/local-memory.ts';
import { readCommandLineEnvironment } from '../config/environment.ts';
import type { Pattern } from '../memory/pattern.ts';
import { saveConvention } from '../tasks/learn/save-convention.ts';
import { learnFromBranches } from '../tasks/learn-from-branches.ts';
import type { MemoryAction } from '../tasks/task.ts';
import { findCommit } from '../workspace/find-commit.ts';
import { describeMemory } from './describe-memory.ts';
import { findRepository } from './find-repository.ts';
import { readMemoryRequest } from './memory-request.ts';
import { say } from './say.ts';

const mostListed = 1_000;

/** What `goat memory --json` prints. */
export interface MemoryResult {
  /** All that is remembered now, the surest first. */
  readonly memories: readonly Pattern[];
  /** The one that was forgotten; null where none was. */
  readonly forgotten: number | null;
}

/** `goat memory list|forget|remember DIR`: what was learnt from fixes of a repository of this machine. */
export async function memoryCommand(args: readonly string[]): Promise<number> {
  const config = readCommandLineEnvironment();
  const { folder, asked, json } = readMemoryRequest(args, config.callerDirectory);
  const gitDir = await findRepository(folder);
  const memory = await openLocalMemory(config, gitDir, say);
  try {
    const commit = await findCommit(gitDir, 'HEAD');
    if (commit !== undefined) await learnFromBranches(memory.store, { ...memory.owner, gitDir, commit });
    const done = await act(asked, memory);
    const memories = await memory.store.list(memory.owner.repository, mostListed);
    const result: MemoryResult = { memories, forgotten: asked.action === 'forget' && done ? asked.id : null };
    process.stdout.write(json ? `${JSON.stringify(result)}\n` : describeMemory(result));
    if (done) return 0;
    say(asked.action === 'forget' ? `There is no memory ${asked.id}: goat memory list shows what there is.` : empty);
    return 1;
  } finally {
    await memory.close();
  }
}

const empty = 'There is nothing to remember in it: write the convention as people should read it.';

async function act(asked: MemoryAction, { store, owner }: LocalMemory): Promise<boolean> {
  if (asked.action === 'forget') return store.forget(owner.repository, asked.id);
  if (asked.action === 'remember') return saveConvention(store, owner, { text: asked.text, saidBy: 'you', url: null });
  return true;
}
