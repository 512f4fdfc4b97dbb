/** The files of a repository, as a patch leaves them or as they were before it. */
export interface Repository {
  readonly paths: readonly string[];
  /** Undefined where there is no such file. */
  read(path: string): Promise<Buffer | undefined>;
}

/** The files that an import of file `from` means, best first, among those of a list of paths. */
export type ResolveImport = (language: string, from: string, specifier: string) => readonly string[];

/** What a patch is judged beside. */
export interface PatchedRepository extends Repository {
  /** How imports resolve among these paths. */
  resolverFor(paths: readonly string[]): ResolveImport;
  /** Whether git ignores one of these paths, none of which is there. */
  isIgnored(paths: readonly string[]): Promise<boolean>;
}
