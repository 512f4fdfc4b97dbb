import { languageOf } from '../../syntax/language.ts';
import { findElisions } from '../whole/find-elisions.ts';
import type { FilePart } from './expand-edits.ts';

type NewContent =
  | { readonly content: Buffer; readonly executable: boolean }
  | { readonly refused: string; readonly number?: number };

/** The content of a file that a patch makes; undefined where it makes none. */
export function newContentOf(parts: readonly FilePart[], isThere: boolean): NewContent | undefined {
  const making = parts.filter((part) => {
    if ('patch' in part) return part.patch.kind === 'create';
    return part.edit.type === 'create_file' || (part.edit.type === 'write_file' && !isThere);
  });
  const [maker] = making;
  if (maker === undefined) return undefined;
  if (isThere)
    return {
      refused: `${JSON.stringify(maker.path)} exists already. Change it by edits, or give its whole content with write_file.`,
      number: maker.number,
    };
  const other = parts.find((part) => part !== maker);
  if (other)
    return {
      refused: 'Another edit of this patch makes the file. Put everything into its content.',
      number: other.number,
    };
  const content = contentOf(maker);
  if (content.includes('\0')) return { refused: 'The content holds a NUL character; only text files can be made.' };
  if (/\p{Cs}/u.test(content)) return { refused: 'The content is not valid Unicode.' };
  const isWhole = 'edit' in maker && maker.edit.type === 'write_file';
  const { comments } = findElisions(languageOf(maker.path, content), content.split('\n'));
  const [first] = comments;
  if (isWhole && first !== undefined) {
    return {
      refused: `Line ${first + 1} of the content stands for code that was left out, but there is no such file yet.`,
    };
  }
  return { content: Buffer.from(content), executable: isExecutable(maker) };
}

function contentOf(part: FilePart): string {
  if ('edit' in part) return 'content' in part.edit ? part.edit.content : '';
  const lines = part.patch.hunks.flatMap((hunk) =>
    hunk.lines.filter(({ sign }) => sign === '+').map(({ text }) => text),
  );
  const open = part.patch.hunks.at(-1)?.finalNewline === false;
  return lines.length === 0 ? '' : lines.join('\n') + (open ? '' : '\n');
}

function isExecutable(part: FilePart): boolean {
  if ('patch' in part) return part.patch.executable === true;
  return part.edit.type === 'create_file' && part.edit.executable === true;
}
