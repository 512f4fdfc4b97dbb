import { Language } from 'web-tree-sitter';
import { countErrorsIn } from '../../src/syntax/count-parse-errors.ts';

/** Runs in a thread, where no grammar loads from then on. */
export async function countWithoutGrammar(language: string): Promise<number | undefined> {
  Language.load = () => Promise.reject(new Error('bad magic number'));
  return countErrorsIn(language, '(');
}
