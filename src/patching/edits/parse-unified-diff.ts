import type { FilePatch, PatchHunk } from './file-patch.ts';
import { readHunk } from './read-hunk.ts';

interface OpenFile {
  /** In the line that begins with `diff --git`, which stands alone where a file is empty. */
  named: string | undefined;
  from: string | null | undefined;
  to: string | null | undefined;
  renamed: { from?: string; to?: string };
  created: boolean;
  deleted: boolean;
  executable: boolean | undefined;
  hunks: PatchHunk[];
}

/** Reads a diff of one file or several, as git and GNU diff write them. */
export function parseUnifiedDiff(diff: string): { readonly files: FilePatch[] } | { readonly refused: string } {
  const lines = diff.split('\n');
  const files: OpenFile[] = [];
  let row = 0;
  while (row < lines.length) {
    const line = (lines[row] ?? '').replace(/\r$/, '');
    const file = files.at(-1);
    const isNext = /^--- /.test(line) && /^\+\+\+ /.test(lines[row + 1] ?? '');
    if (line.startsWith('diff --git ')) files.push(newFile(/^diff --git a\/(.+) b\/\1$/.exec(line)?.[1]));
    else if (isNext && (!file || file.from !== undefined || file.hunks.length > 0)) {
      files.push(newFile());
      continue;
    } else if (isNext && file) {
      [file.from, file.to] = pathsIn(line.slice(4), (lines[row + 1] ?? '').slice(4));
      row += 1;
    } else if (/^(?:diff --(?:cc|combined) |@@@)/.test(line)) {
      return {
        refused: 'The diff is that of a merge, with two old versions. Give one that changes the file as it is.',
      };
    } else if (line.startsWith('@@')) {
      if (!file || file.from === undefined) return { refused: 'The diff names no file before its first hunk.' };
      const read = readHunk(lines, row);
      if ('refused' in read) return read;
      file.hunks.push(read.hunk);
      row = read.next;
      continue;
    } else if (file) {
      const problem = readHeader(file, line);
      if (problem !== undefined) return { refused: problem };
    }
    row += 1;
  }
  if (files.length === 0)
    return { refused: 'The text holds no diff: it must have lines that begin with "--- ", "+++ " and "@@ ".' };
  const patches: FilePatch[] = [];
  for (const file of files) {
    const patch = patchOf(file);
    if ('refused' in patch) return patch;
    patches.push(patch);
  }
  return { files: patches };
}

const newFile = (named?: string): OpenFile => ({
  ...{ named, from: undefined, to: undefined, renamed: {} },
  ...{ created: false, deleted: false, executable: undefined, hunks: [] },
});

function readHeader(file: OpenFile, line: string): string | undefined {
  if (line.startsWith('rename from ')) file.renamed.from = unquoted(line.slice(12));
  else if (line.startsWith('rename to ')) file.renamed.to = unquoted(line.slice(10));
  else if (/^(?:new|deleted) file mode /.test(line)) {
    file[line.startsWith('new') ? 'created' : 'deleted'] = true;
    if (/ 1[26]0000$/.test(line))
      return 'The diff makes or deletes a symbolic link or a submodule, which is not done here.';
    file.executable = line.endsWith(' 100755');
  } else if (/^(?:old|new) mode /.test(line)) return 'The diff changes the mode of a file, which is not done here.';
  else if (/^(?:GIT binary patch|Binary files .* differ)$/.test(line))
    return 'The diff changes a binary file, which is not done here.';
  else if (line.startsWith('copy ')) return 'The diff copies a file, which is not done here: use create_file.';
  return undefined;
}

function patchOf(file: OpenFile): FilePatch | { readonly refused: string } {
  const { named, renamed, created, deleted, executable, hunks } = file;
  const isEmpty = file.from === undefined && (created || deleted);
  const from = isEmpty ? (created ? null : named) : (renamed.from ?? file.from);
  const to = isEmpty ? (deleted ? null : named) : (renamed.to ?? file.to);
  const isWhole = isEmpty || deleted || to === null || renamed.to !== undefined;
  if ((from === undefined && to === undefined) || (hunks.length === 0 && !isWhole)) {
    return { refused: `The diff names ${to ?? from ?? 'a file'}, but changes nothing in it.` };
  }
  if (created || from === null) return to ? { path: to, kind: 'create', executable, hunks } : noName;
  if (deleted || to === null) return from ? { path: from, kind: 'delete', hunks } : noName;
  if (!from || !to) return noName;
  // Without git's header, a second name such as `x.orig` or one with a time names the same file.
  return { path: renamed.from ? from : to, kind: 'update', to: renamed.from && to !== from ? to : undefined, hunks };
}

const noName = { refused: 'The diff does not say which file it is about.' };

/** `a/src/x.ts` and `b/src/x.ts` are the same file; null is `/dev/null`. */
function pathsIn(from: string, to: string): [string | null, string | null] {
  const [old, now] = [from, to].map((text) => unquoted(text.replace(/\r$/, '').replace(/\t.*$/, '').trimEnd()));
  const [noOld, noNew] = [old === '/dev/null', now === '/dev/null'];
  const hasPrefix = (noOld || old?.startsWith('a/')) && (noNew || now?.startsWith('b/'));
  const plain = (path: string | undefined) => (hasPrefix ? path?.slice(2) : path) ?? '';
  return [noOld ? null : plain(old), noNew ? null : plain(now)];
}

/** As git quotes a path with characters that are not plain. */
function unquoted(text: string): string {
  const inside = /^"(.*)"$/.exec(text)?.[1];
  if (inside === undefined) return text;
  const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v' };
  const bytes = inside.replace(/\\([0-7]{3}|.)/g, (_, code: string) =>
    /^[0-7]{3}$/.test(code) ? String.fromCharCode(Number.parseInt(code, 8)) : (escapes[code] ?? code),
  );
  return Buffer.from(bytes, /[^\0-\xff]/.test(bytes) ? 'utf8' : 'latin1').toString();
}
