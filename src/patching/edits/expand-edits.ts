import type { Edit, FileEdit } from './edit.ts';
import type { FilePatch } from './file-patch.ts';
import { parseBeginPatch } from './parse-begin-patch.ts';
import { parseUnifiedDiff } from './parse-unified-diff.ts';

/** A part of a patch that is about one file. */
export type FilePart =
  | { readonly number: number; readonly path: string; readonly edit: FileEdit }
  | { readonly number: number; readonly path: string; readonly patch: FilePatch };

/** An edit that is refused; its number counts from 1. */
export interface Refusal {
  readonly edit: number;
  /** Null where no file is named. */
  readonly path: string | null;
  readonly reason: string;
}

/** The edits of a patch file by file, each in our own words. */
export function expandEdits(edits: readonly Edit[]): { readonly parts: FilePart[]; readonly refusals: Refusal[] } {
  const parts: FilePart[] = [];
  const refusals: Refusal[] = [];
  edits.forEach((edit, index) => {
    const number = index + 1;
    if ('command' in edit || (edit.type !== 'unified_diff' && edit.type !== 'begin_patch')) {
      const own = 'command' in edit ? ownWords(edit) : edit;
      if ('refused' in own) refusals.push({ edit: number, path: edit.path, reason: own.refused });
      else parts.push({ number, path: own.path, edit: own });
      return;
    }
    const read = edit.type === 'unified_diff' ? parseUnifiedDiff(edit.diff) : parseBeginPatch(edit.patch);
    if ('refused' in read) refusals.push({ edit: number, path: null, reason: read.refused });
    else parts.push(...read.files.map((patch) => ({ number, path: patch.path, patch })));
  });
  return { parts, refusals };
}

function ownWords(edit: Extract<Edit, { command: string }>): FileEdit | { readonly refused: string } {
  const { path } = edit;
  switch (edit.command) {
    case 'str_replace':
      return { type: 'replace_text', path, search: edit.old_str, replace: edit.new_str };
    case 'create':
      return { type: 'create_file', path, content: edit.file_text };
    case 'insert': {
      const content = edit.insert_text ?? edit.new_str;
      if (content === undefined || content === '') return { refused: 'An insert needs the text: give insert_text.' };
      return { type: 'insert_lines', path, afterLine: edit.insert_line, content };
    }
  }
}
