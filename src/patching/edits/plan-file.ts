import type { FileSymbol, SymbolsOf } from '../../indexing/list-symbols.ts';
import { countParseErrors } from '../../syntax/count-parse-errors.ts';
import type { FileMode } from '../../workspace/workspace.ts';
import { diffStat } from '../minimal-diff.ts';
import type { EditableFiles } from '../plan-patch.ts';
import { changeText } from '../text-changes.ts';
import { readTextFile, type TextFile } from '../text-file.ts';
import { measureChurn } from '../whole/measure-churn.ts';
import { countEmptyBlocks } from './count-empty-blocks.ts';
import type { FilePart, Refusal } from './expand-edits.ts';
import { newContentOf } from './new-content.ts';
import { type PlacedChange, placeChanges, type QuotedRange } from './place-changes.ts';
import { planPart } from './plan-part.ts';
import type { SourceFile } from './planned.ts';
import { touchedSymbols } from './touched-symbols.ts';

/** What a patch makes of one file. */
export interface PlannedFile {
  readonly path: string;
  readonly change: 'edited' | 'created' | 'deleted' | 'moved';
  /** The old path of a file that moves. */
  readonly from?: string;
  readonly mode: FileMode;
  readonly before: Buffer | null;
  readonly after: Buffer | null;
  readonly added: number;
  readonly removed: number;
  /** Lines that differ without a difference in the syntax tree; null where it is not known. */
  readonly churn: number | null;
  /** Qualified names of the definitions that the changed lines are in. */
  readonly symbols: readonly string[];
  readonly notes: readonly string[];
  /** Lines, from 1, both ends inside, where the new content differs. */
  readonly places: readonly { readonly startLine: number; readonly endLine: number }[];
}

export type FilePlan = { readonly file: PlannedFile } | { readonly refusals: Refusal[] };

/** Works out what all edits of one file make of it. */
export async function planFile(
  files: EditableFiles,
  path: string,
  parts: readonly FilePart[],
  symbolsOf: SymbolsOf,
): Promise<FilePlan> {
  const refuse = (reason: string, number = parts[0]?.number ?? 1): FilePlan => ({
    refusals: [{ edit: number, path, reason }],
  });
  const notEditable = await files.whyNotEditable(path);
  if (notEditable !== undefined) return refuse(notEditable);
  const entry = await files.read(path);
  const made = newContentOf(parts, entry !== undefined);
  if (made && 'refused' in made) return refuse(made.refused, made.number);
  if (made) {
    const notCreatable = await files.whyNotCreatable(path);
    if (notCreatable !== undefined) return refuse(notCreatable);
    return finish(
      { path, change: 'created', mode: made.executable ? '100755' : '100644' },
      null,
      made.content,
      symbolsOf,
    );
  }
  if (entry === undefined) return refuse(files.whyMissing(path));
  if ('refused' in entry) return refuse(entry.refused);
  const whole = parts.filter((part) => actionOf(part) !== 'edit');
  const second = whole[1];
  if (second) return refuse('Another edit of this patch deletes or moves the same file.', second.number);
  const action = whole[0] ? actionOf(whole[0]) : 'edit';
  if (action === 'delete' && parts.length > 1) {
    const other = parts.find((part) => actionOf(part) !== 'delete');
    return refuse('Another edit of this patch deletes the file.', other?.number);
  }
  const to = whole[0] ? targetOf(whole[0]) : undefined;
  if (to !== undefined) {
    const reason = (await files.whyNotEditable(to)) ?? (await files.whyNotCreatable(to));
    if (reason !== undefined) return refuse(reason, whole[0]?.number);
  }
  const { mode, content } = entry;
  const shape =
    to === undefined
      ? { path, change: action === 'delete' ? ('deleted' as const) : ('edited' as const), mode }
      : { path: to, from: path, change: 'moved' as const, mode };
  const text = readTextFile(content);
  if (action === 'delete' && whole[0] && !isWhatGoes(whole[0], text)) {
    return refuse('The file is not what the diff deletes. Read it again.');
  }
  const stale = parts.find((part) => 'edit' in part && isStale(part, text));
  if (stale)
    return refuse(
      'The file has changed since it was read. Read it again, and make the edit for what it holds now.',
      stale.number,
    );
  const isPureMove = to !== undefined && parts.every((part) => actionOf(part) === 'move' && !hasHunks(part));
  if (isPureMove) return finish(shape, content, content, symbolsOf);
  if ('refused' in text) return refuse(text.refused);
  if (action === 'delete') return finish(shape, content, null, symbolsOf);

  const changed = await changeFile(path, text, parts, symbolsOf);
  if ('refusals' in changed) return { refusals: changed.refusals.map((refusal) => ({ ...refusal, path })) };
  const encoded = text.encode(changed.changes);
  if ('refused' in encoded) return refuse(encoded.refused);
  const result = changeText(text.text, changed.changes);
  const broken = await whyBroken(path, text.text, result);
  if (broken !== undefined) return refuse(broken);
  return finish(shape, content, encoded.content, symbolsOf, changed);
}

const actionOf = (part: FilePart): 'edit' | 'delete' | 'move' => {
  if ('patch' in part) return part.patch.kind === 'delete' ? 'delete' : part.patch.to === undefined ? 'edit' : 'move';
  return part.edit.type === 'delete_file' ? 'delete' : part.edit.type === 'move_file' ? 'move' : 'edit';
};

const hasHunks = (part: FilePart) => 'patch' in part && part.patch.hunks.length > 0;

function targetOf(part: FilePart): string | undefined {
  if ('patch' in part) return part.patch.to;
  return part.edit.type === 'move_file' ? part.edit.to : undefined;
}

function isStale(part: FilePart, text: TextFile | { readonly refused: string }): boolean {
  const hash = 'edit' in part && 'ifHash' in part.edit ? part.edit.ifHash : undefined;
  return hash !== undefined && 'hasHash' in text && !text.hasHash(hash);
}

/** A diff that deletes a file quotes all of it. */
function isWhatGoes(part: FilePart, text: TextFile | { readonly refused: string }): boolean {
  if (!('patch' in part) || part.patch.hunks.length === 0 || 'refused' in text) return true;
  const old = part.patch.hunks.flatMap((hunk) => hunk.lines.map((line) => line.text));
  return old.join('\n') === text.text.replace(/\n$/, '');
}

interface Changed {
  readonly changes: readonly PlacedChange[];
  readonly notes: readonly string[];
}

async function changeFile(
  path: string,
  { text }: TextFile,
  parts: readonly FilePart[],
  symbolsOf: SymbolsOf,
): Promise<Changed | { readonly refusals: Omit<Refusal, 'path'>[] }> {
  let known: Promise<readonly FileSymbol[] | undefined> | undefined;
  const symbols = () => {
    known ??= symbolsOf(path, text);
    return known;
  };
  const file: SourceFile = { path, text, symbols, symbolsOf };
  const changes: PlacedChange[] = [];
  const quoted: QuotedRange[] = [];
  const notes: string[] = [];
  const refusals: Omit<Refusal, 'path'>[] = [];
  for (const part of parts) {
    const planned = await planPart(part, file);
    if ('refused' in planned) refusals.push({ edit: part.number, reason: planned.refused });
    else {
      changes.push(...planned.changes.map((change) => ({ ...change, number: part.number })));
      quoted.push(...(planned.quoted ?? []).map((range) => ({ ...range, number: part.number })));
      notes.push(...(planned.notes ?? []));
    }
  }
  if (refusals.length > 0) return { refusals };
  const placed = placeChanges(text, changes, quoted);
  return 'refusals' in placed ? placed : { changes: placed.changes, notes };
}

/** Why a new content would be refused: it has more syntax errors than the file had. */
async function whyBroken(path: string, before: string, after: string): Promise<string | undefined> {
  const now = (await countParseErrors(path, after)) ?? 0;
  const earlier = now === 0 ? 0 : ((await countParseErrors(path, before)) ?? 0);
  if (now <= earlier) {
    const isEmptier = countEmptyBlocks(path, after) > countEmptyBlocks(path, before);
    return isEmptier ? `After this edit a block of ${path} would be empty. Nothing was changed.` : undefined;
  }
  return (
    `After this edit ${path} would have ${now} syntax ${now === 1 ? 'error' : 'errors'}, and it has ${earlier} now. ` +
    'Nothing was changed. Check brackets, quotes and indentation, and make the whole change in one edit.'
  );
}

async function finish(
  shape: Pick<PlannedFile, 'path' | 'change' | 'from' | 'mode'>,
  before: Buffer | null,
  after: Buffer | null,
  symbolsOf: SymbolsOf,
  changed: Changed = { changes: [], notes: [] },
): Promise<FilePlan> {
  const { path } = shape;
  if (before === null && after !== null) {
    const broken = await whyBroken(path, '', after.toString());
    if (broken !== undefined) return { refusals: [{ edit: 1, path, reason: broken }] };
  }
  const plain = (content: Buffer | null) => (content?.toString() ?? '').replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
  const [old, now] = [plain(before), plain(after)];
  const { symbols, places } = await touchedSymbols(path, old, now, changed.changes, symbolsOf);
  const churn = before === null || after === null ? 0 : old === now ? 0 : await measureChurn(path, old, now);
  const stat =
    before !== null && after !== null && before.equals(after)
      ? { added: 0, removed: 0 }
      : diffStat([{ ...shape, before, after }]);
  return { file: { ...shape, before, after, ...stat, churn: churn ?? null, symbols, notes: changed.notes, places } };
}
