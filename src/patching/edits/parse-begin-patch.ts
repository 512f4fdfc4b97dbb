import type { FilePatch, PatchHunk, PatchLine } from './file-patch.ts';
import { readHunkHeader } from './read-hunk.ts';

interface OpenFile {
  path: string;
  kind: FilePatch['kind'];
  to: string | undefined;
  hunks: OpenHunk[];
}
interface OpenHunk {
  line: number | undefined;
  anchors: readonly string[];
  lines: PatchLine[];
  atEnd: boolean;
}

const begin = '*** Begin Patch';
const end = '*** End Patch';

/** Reads text from `*** Begin Patch` to `*** End Patch`. What is around it, such as the command that takes it, is none of it. */
export function parseBeginPatch(patch: string): { readonly files: FilePatch[] } | { readonly refused: string } {
  const lines = patch.replaceAll('\r\n', '\n').split('\n');
  const [first, last] = [
    lines.findIndex((line) => line.trimEnd() === begin),
    lines.findLastIndex((line) => line.trimEnd() === end),
  ];
  if (first === -1) return { refused: `The patch must begin with "${begin}".` };
  if (last < first) return { refused: `The patch must end with "${end}": it may have been cut off.` };
  const files: OpenFile[] = [];
  for (const [index, line] of lines.slice(first + 1, last).entries()) {
    const wrong = read(line);
    if (wrong !== undefined)
      return { refused: `Line ${first + index + 2} of the patch, ${JSON.stringify(line.slice(0, 100))}: ${wrong}` };
  }
  if (files.length === 0) return { refused: 'The patch names no file.' };
  const empty = files.find(({ kind, to, hunks }) => kind === 'update' && to === undefined && !hunks.some(hasChange));
  if (empty) return { refused: `The patch changes nothing in ${empty.path}.` };
  return { files: files.map((file) => ({ ...file, hunks: file.hunks.filter(hasChange) })) };

  function read(line: string): string | undefined {
    const [, action, path = ''] = /^\*\*\* (Add File|Delete File|Update File|Move to): (.+?)\s*$/.exec(line) ?? [];
    const file = files.at(-1);
    if (action === 'Move to') {
      if (file?.kind !== 'update' || file.hunks.length > 0) return 'it must follow "*** Update File".';
      file.to = path;
      return undefined;
    }
    if (action !== undefined) {
      const kind = action === 'Add File' ? 'create' : action === 'Delete File' ? 'delete' : 'update';
      files.push({ path, kind, to: undefined, hunks: kind === 'create' ? [newHunk()] : [] });
      return undefined;
    }
    if (!file) return 'a line "*** Update File: path" must come first.';
    if (file.kind === 'delete') return line.trim() === '' ? undefined : 'nothing belongs to a file that is deleted.';
    if (file.kind === 'create') {
      if (!line.startsWith('+')) return 'each line of a new file begins with "+".';
      file.hunks[0]?.lines.push({ sign: '+', text: line.slice(1) });
      return undefined;
    }
    return readUpdate(file, line);
  }

  function readUpdate(file: OpenFile, line: string): string | undefined {
    if (line.trimEnd() === '*** End of File') {
      const hunk = file.hunks.at(-1);
      if (hunk) hunk.atEnd = true;
      return undefined;
    }
    const last = file.hunks.at(-1);
    if (line === '@@' || line.startsWith('@@ ')) {
      const { line: number, anchors } = readHunkHeader(line) ?? { line: undefined, anchors: [] };
      if (last?.lines.length === 0) last.anchors = [...last.anchors, ...anchors];
      else file.hunks.push({ ...newHunk(), line: number, anchors });
      return undefined;
    }
    const hunk = last ?? newHunk();
    if (!last) file.hunks.push(hunk);
    const sign = line === '' ? ' ' : line[0];
    if (sign !== ' ' && sign !== '-' && sign !== '+') return 'it must begin with " ", "-" or "+".';
    hunk.lines.push({ sign, text: line.slice(1) });
    return undefined;
  }
}

const newHunk = (): OpenHunk => ({ line: undefined, anchors: [], lines: [], atEnd: false });
const hasChange = ({ lines }: PatchHunk) => lines.some(({ sign }) => sign !== ' ');
