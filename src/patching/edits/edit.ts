import { z } from 'zod';

const path = z.string().min(1).describe('Path from the root of the repository, with "/".');
const symbol = z
  .string()
  .min(1)
  .describe('A qualified name, as a search shows it: `Cart.total`. Its end is enough where that is unique.');
const line = z.int().min(1).describe('The number, from 1, of the line that is meant where several places fit.');
const content = z.string();

/** With which content the file was read: an edit to a file that has another one is refused. */
const ifHash = z
  .string()
  .regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i, 'Give 40 hexadecimal digits (git blob) or 64 (SHA-256).')
  .describe('Refuses the edit unless the file has this content now: its git blob name, or SHA-256.');

const common = { path, ifHash: ifHash.optional() };

const replaceText = z
  .strictObject({
    type: z.literal('replace_text'),
    ...common,
    search: z.string().min(1).describe('What the file holds, copied from it.'),
    replace: content.describe('The new text; empty to delete.'),
    line: line.optional(),
    symbol: symbol.optional().describe('Looks only inside of this symbol.'),
  })
  .describe('Replaces one stretch of text.');

const replaceSymbol = z
  .strictObject({
    type: z.literal('replace_symbol'),
    ...common,
    symbol,
    content: content
      .min(1)
      .describe('The whole new definition. A comment such as "... existing code ..." stands for code that stays.'),
    line: line.optional(),
    complete: z
      .boolean()
      .optional()
      .describe('Of a class: what the content leaves out is deleted. Without it, definitions left out stay.'),
  })
  .describe('Replaces a whole definition; what differs in form only stays as it is.');

const insertBySymbol = <Type extends 'insert_before_symbol' | 'insert_after_symbol'>(type: Type) =>
  z
    .strictObject({ type: z.literal(type), ...common, symbol, content: content.min(1), line: line.optional() })
    .describe(`Puts lines ${type === 'insert_before_symbol' ? 'before' : 'after'} a definition, indented as it is.`);

const renameSymbol = z
  .strictObject({
    type: z.literal('rename_symbol'),
    ...common,
    symbol,
    newName: z.string().regex(/^[\p{L}_$][\p{L}\p{N}_$]*[?!]?$/u, 'Give a plain name.'),
    line: line.optional(),
  })
  .describe('Renames a definition and its uses in the file; refused where a use could be of something else.');

const deleteSymbol = z
  .strictObject({ type: z.literal('delete_symbol'), ...common, symbol, line: line.optional() })
  .describe('Deletes a definition with the comments directly above it.');

const insertLines = z
  .strictObject({
    type: z.literal('insert_lines'),
    ...common,
    afterLine: z.int().min(0).describe('The number of the line after which the content goes; 0 is the beginning.'),
    content: content.min(1),
  })
  .describe('Puts lines after a line, as they are.');

const createFile = z
  .strictObject({ type: z.literal('create_file'), path, content, executable: z.boolean().optional() })
  .describe('Makes a file that is not there yet.');

const writeFile = z
  .strictObject({ type: z.literal('write_file'), ...common, content })
  .describe('The whole content of a file, new or there. What differs in form only stays as it is.');

const deleteFile = z.strictObject({ type: z.literal('delete_file'), ...common }).describe('Deletes a file.');

const moveFile = z
  .strictObject({ type: z.literal('move_file'), ...common, to: path.describe('The new path.') })
  .describe('Moves a file. Other edits of the patch name it by its old path.');

const unifiedDiff = z
  .strictObject({ type: z.literal('unified_diff'), diff: z.string().min(1) })
  .describe('A diff of one file or several, as git writes it.');

const beginPatch = z
  .strictObject({ type: z.literal('begin_patch'), patch: z.string().min(1) })
  .describe('Text from "*** Begin Patch" to "*** End Patch".');

/** Commands of the text editor tool, text_editor_20250728 and its forerunners. */
const strReplace = z
  .strictObject({ command: z.literal('str_replace'), path, old_str: z.string().min(1), new_str: content.default('') })
  .describe('The text editor tool: replaces text that is there once.');
const insert = z
  .strictObject({
    command: z.literal('insert'),
    path,
    insert_line: z.int().min(0),
    insert_text: content.optional(),
    new_str: content.optional(),
  })
  .describe('The text editor tool: puts lines after a line.');
const create = z
  .strictObject({ command: z.literal('create'), path, file_text: content })
  .describe('The text editor tool: makes a file.');

const own = z.discriminatedUnion('type', [
  replaceText,
  replaceSymbol,
  insertBySymbol('insert_before_symbol'),
  insertBySymbol('insert_after_symbol'),
  renameSymbol,
  deleteSymbol,
  insertLines,
  createFile,
  writeFile,
  deleteFile,
  moveFile,
  unifiedDiff,
  beginPatch,
]);

/** One edit of a patch. All edits of a patch are about the files as they are before it. */
export const editSchema = z.union([own, z.discriminatedUnion('command', [strReplace, insert, create])]);

/** A patch: one edit, a list of them, or an object that holds the list. */
export const editsSchema = z.union([z.array(editSchema).min(1), z.strictObject({ edits: z.array(editSchema).min(1) })]);

export type Edit = z.output<typeof editSchema>;
export type OwnEdit = z.output<typeof own>;
/** An edit of one file, in our own words. */
export type FileEdit = Exclude<OwnEdit, { type: 'unified_diff' | 'begin_patch' }>;
