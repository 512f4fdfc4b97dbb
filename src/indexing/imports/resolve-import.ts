import type { RepositoryFiles } from './repository-files.ts';
import { importRulesOf } from './rules.ts';

/** The files that an import of file `from` means, best first; none where it is of no file in the repository. */
export function resolveImport(
  language: string,
  from: string,
  specifier: string,
  files: RepositoryFiles,
): readonly string[] {
  return importRulesOf(language)?.resolve(specifier, from, files) ?? [];
}
