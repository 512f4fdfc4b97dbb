import type { FilePart } from './expand-edits.ts';
import { findSymbol } from './find-symbol.ts';
import { planHunks } from './plan-hunks.ts';
import { planInsert } from './plan-insert.ts';
import { planSymbolDelete } from './plan-symbol-delete.ts';
import { planSymbolInsert } from './plan-symbol-insert.ts';
import { planSymbolRename } from './plan-symbol-rename.ts';
import { planSymbolReplace } from './plan-symbol-replace.ts';
import { planTextEdit } from './plan-text-edit.ts';
import { planWholeFile } from './plan-whole-file.ts';
import type { Planned, SourceFile } from './planned.ts';

/** What one part of a patch changes in the text of a file that is there; nothing where it is about the file as a whole. */
export async function planPart(part: FilePart, file: SourceFile): Promise<Planned> {
  if ('patch' in part) {
    const { kind, hunks } = part.patch;
    return kind === 'update' && hunks.length > 0 ? planHunks(file.text, hunks) : { changes: [] };
  }
  const { edit } = part;
  switch (edit.type) {
    case 'create_file':
    case 'delete_file':
    case 'move_file':
      return { changes: [] };
    case 'write_file':
      return planWholeFile(file, edit.content);
    case 'insert_lines':
      return planInsert(file.text, edit.afterLine, edit.content);
    case 'replace_text': {
      if (edit.symbol === undefined) return planTextEdit(file.text, edit);
      const within = findSymbol(file, await file.symbols(), edit.symbol, edit.line);
      if ('refused' in within) return within;
      return planTextEdit(file.text, edit, { start: within.leadStart, end: within.end });
    }
    default: {
      const symbol = findSymbol(file, await file.symbols(), edit.symbol, edit.line);
      if ('refused' in symbol) return symbol;
      if (edit.type === 'replace_symbol') return planSymbolReplace(file, symbol, edit.content, edit.complete === true);
      if (edit.type === 'rename_symbol') return planSymbolRename(file, symbol, edit.newName);
      if (edit.type === 'delete_symbol') return planSymbolDelete(file, symbol);
      return planSymbolInsert(file, symbol, edit.content, edit.type === 'insert_before_symbol' ? 'before' : 'after');
    }
  }
}
