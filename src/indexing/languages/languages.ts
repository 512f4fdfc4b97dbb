import { languageOf } from '../../syntax/language.ts';
import { ecmascript } from './ecmascript.ts';
import type { LanguageRules } from './language-rules.ts';
import { python } from './python.ts';

const rules = new Map<string, LanguageRules>([
  ['typescript', ecmascript],
  ['tsx', ecmascript],
  ['javascript', ecmascript],
  ['python', python],
]);

/** Raised when the chunks of files without a grammar change. */
const textVersion = 1;

export function rulesOf(language: string): LanguageRules | undefined {
  return rules.get(language);
}

/** Names what makes a file's chunks: the same blob under another language or version has other chunks. */
export function chunkerOf(path: string): string {
  const language = languageOf(path);
  const found = rules.get(language);
  return found === undefined ? `text ${textVersion}` : `${language} ${found.version}`;
}

/** Changes whenever any chunker does: a snapshot made by other chunkers is made again. */
export const chunkersVersion = [...rules, ['text', { version: textVersion }] as const]
  .map(([language, { version }]) => `${language} ${version}`)
  .join(', ');
