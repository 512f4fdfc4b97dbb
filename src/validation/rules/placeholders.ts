import type { FileChange } from '../../workspace/workspace.ts';
import { addedLines } from '../added-lines.ts';

/** Longer lines are no placeholders; the bound keeps every pattern below cheap. */
const longest = 200;

const commentMark = /^(?:\/\/+|#+|\{?\/\*+|\*|<!--|--|;+|%+)/;
/** With a space after it outside comments, where `...rest` is code. */
const ellipsis = /^(?:\.{3,}|…)/;
const spacedEllipsis = /^(?:\.{3,}|…) /;

const left = 'code|implementation|logic|file|function|method|class|body|content|imports|methods|functions|fields|tests';
const unchanged = '(?:unchanged|the same|same|as before|as is|as it (?:is|was)|omitted|here)';

/** What a comment says in place of code that the writer left out. */
const placeholders = [
  new RegExp(
    `^(?:the )?rest of (?:the |this |your )?(?:\\w+ )?(?:${left})(?: (?:is|are|remains?|stays?|goes))?(?: ${unchanged})?$`,
  ),
  new RegExp(
    `^(?:the )?(?:existing|remaining|previous|other) (?:\\w+ )?(?:${left})(?: (?:is|are|remains?|stays?|goes))? ${unchanged}$`,
  ),
  new RegExp(`^(?:your |the )?(?:${left})(?: (?:is|are|remains?|stays?|goes))? (?:unchanged|omitted|here)$`),
  /\bomitted for (?:brevity|clarity)\b/,
];

const afterEllipsis = /\b(?:rest|existing|remaining|unchanged|previous|omitted|remains?|same|other)\b/;

function isPlaceholder(line: string): boolean {
  const trimmed = line.trim();
  if (trimmed.length > longest) return false;
  const comment = trimmed.replace(commentMark, '').trim();
  const isComment = comment !== trimmed;
  const words = comment
    .toLowerCase()
    .replace(/(?:\*\/\}?|-->)$/, '')
    .replace(/\s+/g, ' ')
    .trim();
  if ((isComment ? ellipsis : spacedEllipsis).test(words)) return afterEllipsis.test(words);
  const text = words.replace(/^[([]|[)\].:…]+$/g, '');
  return isComment && placeholders.some((pattern) => pattern.test(text));
}

/** Code that is left out with a remark such as "rest of the code unchanged" would be lost. Only new lines count. */
export function whyPlaceholder(change: FileChange): string | undefined {
  const line = addedLines(change).find(isPlaceholder);
  return line && `The line "${line.trim()}" stands for code that was left out. Write the code itself.`;
}
