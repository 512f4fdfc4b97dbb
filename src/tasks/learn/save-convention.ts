import { createHash } from 'node:crypto';
import { cleanProse } from '../../memory/clean.ts';
import { confidence } from '../../memory/confidence.ts';
import type { ConventionContent } from '../../memory/pattern.ts';
import type { MemoryOwner, PatternStore } from '../../memory/pattern-store.ts';

const longestRule = 500;

/** Keeps a convention; one that is known is more sure when it is said again. False where nothing of the text is left. */
export async function saveConvention(
  store: Pick<PatternStore, 'save'>,
  owner: MemoryOwner,
  { text, saidBy, url }: Omit<ConventionContent, 'kind'>,
): Promise<boolean> {
  const rule = cleanProse(text, longestRule);
  if (rule === '') return false;
  const words = rule
    .toLowerCase()
    .replaceAll(/[\s.!]+/g, ' ')
    .trim();
  await store.save(owner, {
    kind: 'convention',
    source: `convention ${createHash('sha256').update(words).digest('hex')}`,
    taskId: null,
    pullNumber: null,
    commits: [],
    content: { kind: 'convention', text: rule, saidBy, url },
    confidence: confidence.convention,
  });
  return true;
}
