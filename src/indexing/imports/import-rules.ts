import type { Node } from 'web-tree-sitter';
import type { RepositoryFiles } from './repository-files.ts';

/** Both halves of how a family of languages imports. */
export interface ImportRules {
  /** Specifiers of a file, in order, perhaps with repetitions, in a form that `resolve` reads. */
  readonly find: (root: Node) => string[];
  /** Whether what a specifier means depends on the file's own name, not on its folder alone. */
  readonly perFile?: true;
  /** The files that a specifier means, best first; none where they are not in the repository, or cannot be told. */
  readonly resolve: (specifier: string, from: string, files: RepositoryFiles) => readonly string[];
}
