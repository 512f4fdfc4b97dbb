/**
 * The files of a repository in at most `limit` lines: folders are opened from the top, the smaller ones first, as long
 * as there is room; those left closed show as `folder/ (12 files)`.
 */
export function repositoryLayout(paths: readonly string[], limit: number): string[] {
  let lines = childrenOf(paths, '');
  if (lines.length > limit) return [];
  for (;;) {
    const room = limit - lines.length + 1;
    const next = lines
      .filter((line) => line.folder)
      .sort(openFirst)
      .find((line) => line.open().length <= room);
    if (next === undefined) break;
    lines = lines.flatMap((line) => (line === next ? next.open() : [line]));
  }
  return lines.map(({ name, folder, paths: inside }) => (folder ? `${name} (${inside.length} files)` : name));
}

interface Line {
  /** The path; a folder's ends in `/`. */
  readonly name: string;
  readonly folder: boolean;
  readonly paths: readonly string[];
  readonly depth: number;
  /** What is in the folder. */
  readonly open: () => readonly Line[];
}

function childrenOf(paths: readonly string[], folder: string): Line[] {
  const children = new Map<string, string[]>();
  for (const path of paths) {
    const slash = path.indexOf('/', folder.length);
    const name = slash === -1 ? path : path.slice(0, slash + 1);
    const inside = children.get(name);
    if (inside === undefined) children.set(name, [path]);
    else inside.push(path);
  }
  return [...children].map(([name, inside]) => {
    const depth = name.split('/').length;
    let opened: readonly Line[] | undefined;
    const open = () => {
      opened ??= childrenOf(inside, name);
      return opened;
    };
    return { name, folder: name.endsWith('/'), paths: inside, depth, open };
  });
}

function openFirst(left: Line, right: Line): number {
  return left.depth - right.depth || left.paths.length - right.paths.length;
}
