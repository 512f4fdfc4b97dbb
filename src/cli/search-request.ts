import { text } from 'node:stream/consumers';
import { Refusal } from '../config/refusal.ts';
import { languageNames, languageOf } from '../syntax/language.ts';
import { positiveInteger, readArguments } from './arguments.ts';

const options = {
  rev: { type: 'string', default: 'HEAD' },
  top: { type: 'string' },
  language: { type: 'string' },
  uses: { type: 'string' },
  importers: { type: 'string' },
  tests: { type: 'boolean', default: false },
  rewrite: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

const defaultTop = 10;

/** What is asked of a commit: what a text is about, who uses a name, or what imports a file. */
export type Question =
  | {
      readonly kind: 'text';
      readonly query: string;
      readonly language: string | null;
      /** Whether a model may add to the query. */
      readonly rewrite: boolean;
    }
  | { readonly kind: 'uses'; readonly symbol: string; readonly testsOnly: boolean }
  | { readonly kind: 'importers'; readonly path: string; readonly testsOnly: boolean };

export interface SearchRequest {
  readonly folder: string;
  readonly revision: string;
  readonly question: Question;
  /** The most results that are wanted. */
  readonly top: number;
  readonly json: boolean;
}

/**
 * Reads what `goat search` was asked for.
 * @throws Refusal with one line for the first thing that is missing or wrong.
 */
export async function readSearchRequest(args: readonly string[]): Promise<SearchRequest> {
  const { values, positionals } = readArguments(args, options);
  const { uses, importers, tests, language } = values;
  const [folder, query, ...others] = positionals;
  if (folder === undefined) throw new Refusal(['Name a repository, and what to look for: goat search DIR QUERY.']);
  const questions = [query, uses, importers].filter((question) => question !== undefined);
  if (questions.length > 1) throw new Refusal(['Ask one thing: a QUERY, --uses SYMBOL or --importers PATH.']);
  if (others.length > 0) throw new Refusal(['Put a query of several words in quotes: goat search DIR "QUERY".']);
  if (tests && query !== undefined) throw new Refusal(['--tests goes with --uses SYMBOL or --importers PATH.']);
  if (language !== undefined && query === undefined) throw new Refusal(['--language goes with a QUERY.']);
  if (values.rewrite && query === undefined) throw new Refusal(['--rewrite goes with a QUERY.']);
  const [asked = ''] = questions;
  const wanted = query === '-' ? await text(process.stdin) : asked;
  if (wanted.trim() === '') {
    throw new Refusal(['Say what to look for: goat search DIR QUERY, or - to read it from standard input.']);
  }
  return {
    folder,
    revision: values.rev,
    question: toQuestion(wanted),
    top: positiveInteger('top', values.top) ?? defaultTop,
    json: values.json,
  };

  function toQuestion(words: string): Question {
    if (uses !== undefined) return { kind: 'uses', symbol: words.trim(), testsOnly: tests };
    if (importers !== undefined) return { kind: 'importers', path: words, testsOnly: tests };
    const inLanguage = language === undefined ? null : readLanguage(language);
    return { kind: 'text', query: words, language: inLanguage, rewrite: values.rewrite };
  }
}

/** A language by its name or by an extension of its files. */
function readLanguage(name: string): string {
  const wanted = name.toLowerCase();
  if (languageNames.includes(wanted)) return wanted;
  const byExtension = languageOf(`x.${wanted}`);
  if (byExtension !== 'text') return byExtension;
  throw new Refusal([`There is no language "${name}": name one of ${languageNames.join(', ')}.`]);
}
