import { languageOf } from '../../syntax/language.ts';
import { indentOf } from '../indentation.ts';

const head = /^\s*(?:async\s+)?(?:def|class|if|elif|else|for|while|with|try|except|finally)\b.*:\s*(?:#.*)?$/;

/** Heads of blocks of Python with nothing in them, which its grammar takes and Python does not. */
export function countEmptyBlocks(path: string, text: string): number {
  if (languageOf(path, text) !== 'python') return 0;
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.trimStart().startsWith('#'));
  return lines.filter((line, at) => head.test(line) && indentOf(lines[at + 1] ?? '').length <= indentOf(line).length)
    .length;
}
