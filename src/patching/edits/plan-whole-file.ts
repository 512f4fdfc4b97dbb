import { languageOf } from '../../syntax/language.ts';
import { changesBetween } from '../text-changes.ts';
import { completeText } from '../whole/complete-text.ts';
import { keepFormatting } from '../whole/keep-formatting.ts';
import { addedNames, leftOut } from '../whole/left-out.ts';
import type { Planned, SourceFile } from './planned.ts';

/**
 * Gives a file a whole new content, of which only what differs in more than form is taken. Without an elision what the
 * content leaves out is deleted, and said; with one, a definition that is left out elsewhere is refused.
 */
export async function planWholeFile(file: SourceFile, content: string): Promise<Planned> {
  const given = content.replaceAll('\r\n', '\n').replace(/^\ufeff/, '');
  if (given.trim() === '' && file.text.trim() !== '') {
    return { refused: 'The new content is empty. To delete the file, use delete_file.' };
  }
  const whole = await completeText(file, given, { from: 0, to: given.split('\n').length });
  if ('refused' in whole) return whole;
  const [before, after] = [await file.symbols(), await file.symbolsOf(file.path, whole.text)];
  const gone = before && after ? leftOut(before, after) : [];
  if (whole.elided) {
    const refused = whyIncomplete(gone, before && after ? addedNames(before, after) : []);
    if (refused !== undefined) return { refused };
  }
  const result = await keepFormatting(languageOf(file.path, file.text), file.text, whole.text);
  if (result === file.text) {
    return { refused: 'The content differs from the file in nothing, or in form only, so nothing would change.' };
  }
  const notes = gone.length === 0 ? [] : [`deletes what the content leaves out: ${gone.join(', ')}`];
  const quoted = [{ start: 0, end: file.text.length }];
  return { changes: changesBetween(file.text, result), quoted, notes };
}

/** A content that leaves code out must say so wherever a definition is missing; as many new ones are new names. */
export function whyIncomplete(gone: readonly string[], added: readonly string[]): string | undefined {
  if (gone.length === 0 || gone.length === added.length) return undefined;
  return (
    `The content stands for code that stays, but leaves out ${gone.join(', ')} where it does not say so. Put the comment ` +
    'there too, give the code itself, or delete it with delete_symbol.'
  );
}
