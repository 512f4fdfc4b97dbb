import { resultsFolder } from '../workflow-file.ts';
import type { OwnWorkflow } from './own-workflows.ts';

/** What a detection sees: the paths of a commit, and the texts of those that `isRead` names. Plain data, for a thread. */
export interface RepositoryFiles {
  readonly paths: readonly string[];
  readonly texts: Readonly<Record<string, string>>;
}

/** A folder of the repository, seen from inside. */
export interface Folder {
  /** `''` for the top. */
  readonly directory: string;
  /** The files of this very folder. */
  readonly names: ReadonlySet<string>;
  /** All files below, as paths from here. */
  readonly paths: readonly string[];
  /** The repository's own workflows. */
  readonly workflows: readonly OwnWorkflow[];
  /** The text of a file, `''` where there is none or it was not read. */
  text(path: string): string;
  /** Where a tool that runs here writes its JUnit XML. */
  results(tool: string): string;
}

export function openFolder(files: RepositoryFiles, workflows: readonly OwnWorkflow[], directory: string): Folder {
  const prefix = directory === '' ? '' : `${directory}/`;
  const paths = files.paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
  const up = '../'.repeat(directory === '' ? 0 : directory.split('/').length);
  const own = directory === '' ? '' : `${directory.replaceAll(/[^\w.-]/g, '-')}-`;
  return {
    directory,
    names: new Set(paths.filter((path) => !path.includes('/'))),
    paths,
    workflows,
    text: (path) => (Object.hasOwn(files.texts, prefix + path) ? (files.texts[prefix + path] ?? '') : ''),
    results: (tool) => `${up}${resultsFolder}/${own}${tool}.xml`,
  };
}

/** Whether text from the repository may stand in a command or a value of the workflow. */
export function isPlain(text: string): boolean {
  return /^[\x20-\x7e]{1,500}$/.test(text) && !text.includes('${{');
}
