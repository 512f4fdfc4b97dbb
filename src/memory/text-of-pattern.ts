import { wordsOf } from '../text/words.ts';
import type { PatternContent } from './pattern.ts';

const mostWords = 400;

/** What a task has to be like for this to be recalled: the text that is searched, by vector and by words. */
export function textOfPattern(content: PatternContent): string {
  if (content.kind === 'convention') return content.text;
  const { issue, files, symbols, failingTests } = content;
  return [issue.title, issue.body, ...files, ...symbols.map(({ name }) => name), ...failingTests].join('\n');
}

/** The words of a text, each once, as many as are compared. */
export function distinctWords(text: string): string[] {
  return [...new Set(wordsOf(text))].slice(0, mostWords);
}
