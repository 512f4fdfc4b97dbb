import { languageOf } from '../../syntax/language.ts';
import type { FileChange } from '../../workspace/workspace.ts';
import type { PatchedRepository } from '../patched-repository.ts';
import { type BrokenImport, brokenImports } from './broken-imports.ts';
import { type View, viewAfter, viewBefore } from './view.ts';

/** An import that worked before a change and cannot work after it. */
export interface BreakingImport extends BrokenImport {
  /** The file that imports. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** The file that it meant before the change; null where it is new. */
  readonly target: string | null;
}

/** The imports in these files, changed or not, that a change breaks; what was broken before is not its doing. */
export async function breakingImports(
  changes: readonly FileChange[],
  paths: readonly string[],
  repository: PatchedRepository,
): Promise<BreakingImport[]> {
  const [after, before] = [viewAfter(repository), viewBefore(repository, changes)];
  const found: BreakingImport[] = [];
  for (const path of paths) {
    const broken = await brokenImports(path, after);
    if (broken.length === 0) continue;
    const known = new Set((await brokenImports(path, before)).map(keyOf));
    const lines = (await repository.read(path))?.toString().split('\n') ?? [];
    for (const one of broken.filter((each) => !known.has(keyOf(each)))) {
      found.push({ ...one, path, line: lineOf(one, lines), target: targetOf(path, one, before) });
    }
  }
  return found;
}

const keyOf = ({ specifier, name }: BrokenImport) => JSON.stringify([specifier, name]);

function targetOf(path: string, { specifier }: BrokenImport, before: View): string | null {
  return before.has(path) ? (before.resolve(languageOf(path), path, specifier)[0] ?? null) : null;
}

/** The first line that imports and holds the last part of what is imported, as a word. */
function lineOf({ specifier, name }: BrokenImport, lines: readonly string[]): number {
  const module = specifier.split(/[^\p{L}\p{N}_-]+/u).findLast((part) => part !== '') ?? specifier;
  const isImport = (line: string) => /\b(?:import|from|require\w*|mod|export)\b/.test(line);
  const at = lines.findIndex((line) => isImport(line) && wordsOf(line).includes(module));
  const ofName = lines.findIndex(
    (line, index) => index <= Math.max(0, at) && name !== null && isImport(line) && wordsOf(line).includes(name),
  );
  return 1 + Math.max(0, ofName === -1 ? at : ofName);
}

const wordsOf = (line: string) => line.split(/[^\p{L}\p{N}_-]+/u);
