import type { SymbolsOf } from '../indexing/list-symbols.ts';
import type { FileMode } from '../workspace/workspace.ts';
import type { Edit } from './edits/edit.ts';
import { expandEdits, type FilePart, type Refusal } from './edits/expand-edits.ts';
import { type PlannedFile, planFile } from './edits/plan-file.ts';
import { whyTheyCollide } from './edits/why-they-collide.ts';

/** The files that a patch is made to. Both reasons are sentences; undefined where nothing is against it. */
export interface EditableFiles {
  /** Undefined where there is no file. */
  read(
    path: string,
  ): Promise<{ readonly content: Buffer; readonly mode: FileMode } | { readonly refused: string } | undefined>;
  /** The sentence for a path where no file is. */
  whyMissing(path: string): string;
  whyNotEditable(path: string): Promise<string | undefined>;
  whyNotCreatable(path: string): Promise<string | undefined>;
}

export type PatchPlan =
  | { readonly kind: 'planned'; readonly files: readonly PlannedFile[] }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

/**
 * Works out what a patch makes of its files, and writes nothing. All edits are about the files as they are now; one that
 * is refused refuses the patch, and every reason is told.
 */
export async function planPatch(
  files: EditableFiles,
  edits: readonly Edit[],
  symbolsOf: SymbolsOf,
): Promise<PatchPlan> {
  const { parts, refusals } = expandEdits(edits);
  const byPath = new Map<string, FilePart[]>();
  for (const part of parts) byPath.set(part.path, [...(byPath.get(part.path) ?? []), part]);
  const planned: PlannedFile[] = [];
  for (const [path, own] of byPath) {
    const result = await planFile(files, path, own, symbolsOf);
    if ('refusals' in result) refusals.push(...result.refusals);
    else planned.push(result.file);
  }
  refusals.push(...whyTheyCollide(planned, parts));
  if (refusals.length > 0) return { kind: 'refused', refusals: refusals.toSorted((a, b) => a.edit - b.edit) };
  return { kind: 'planned', files: planned };
}
