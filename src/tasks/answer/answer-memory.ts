import type { MemoryOwner, PatternStore } from '../../memory/pattern-store.ts';
import { renderMemory } from '../../publish/memory.ts';
import { saveConvention } from '../learn/save-convention.ts';
import type { Steps } from '../steps.ts';
import type { MemoryAction } from '../task.ts';

export interface MemoryPlace {
  readonly store: Pick<PatternStore, 'list' | 'forget' | 'save'>;
  readonly owner: MemoryOwner;
}

/** As many as a comment shows. */
const mostListed = 30;

/** `/goat memory`, `/goat memory forget ID` and `/goat memory remember TEXT`. */
export async function answerMemory(
  action: MemoryAction,
  { sender }: { readonly sender: string },
  { store, owner }: MemoryPlace,
  steps: Steps,
): Promise<string> {
  const { repository } = owner;
  if (action.action === 'forget') {
    const { id } = action;
    const forgotten = await steps.run('forget', () => store.forget(repository, id));
    return forgotten ? `Forgotten: memory ${id}.` : `There is no memory ${id}: \`/goat memory\` lists what there is.`;
  }
  if (action.action === 'remember') {
    const { text } = action;
    const kept = await steps.run('remember', () => saveConvention(store, owner, { text, saidBy: sender, url: null }));
    return kept
      ? 'Remembered as a convention: the next fixes are told of it.'
      : 'There is nothing to remember in it: write `/goat memory remember` and the rule.';
  }
  return renderMemory(await steps.run('read the memory', () => store.list(repository, mostListed)));
}
