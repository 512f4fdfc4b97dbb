import { languageOf } from '../syntax/language.ts';
import { isTestPath } from '../text/test-path.ts';
import type { SnapshotFile } from './chunk-search.ts';
import { keptWith } from './kept-with.ts';
import type { FactorName } from './signals.ts';

const exampleFolder = /(?:^|\/)(?:examples?|samples?|demos?|bench(?:marks?)?|fixtures?|testing|docs?)\//i;
const written = new Set(['markdown', 'restructuredtext', 'text', 'json', 'yaml', 'toml', 'ini', 'xml']);

/** By file what speaks against it, by its path; what speaks against several is the same array. */
export const describeFiles = keptWith((files: readonly SnapshotFile[]): readonly (readonly FactorName[])[] => {
  const different = new Map<string, FactorName[]>();
  return files.map(({ path }) => {
    const described = describeFile(path);
    const key = described.join();
    const before = different.get(key) ?? described;
    different.set(key, before);
    return before;
  });
});

function describeFile(path: string): FactorName[] {
  const found: FactorName[] = [];
  if (isTestPath(path)) found.push('tests');
  else if (exampleFolder.test(path)) found.push('examples');
  if (written.has(languageOf(path))) found.push('prose');
  if (/\.d\.[cm]?ts$/.test(path)) found.push('declarations');
  return found;
}

/** A file that only passes on what others define. */
export function isBarrel(path: string, chunks: readonly { readonly definitions: readonly string[] }[]): boolean {
  const name = /(?:^|\/)(?:index\.[cm]?[jt]sx?|__init__\.pyi?|(?:mod|lib)\.rs)$/;
  return name.test(path) && chunks.every(({ definitions }) => definitions.length === 0);
}
