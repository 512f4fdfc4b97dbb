import { parse } from '../../syntax/parse.ts';
import { offThread } from '../../threads/off-thread.ts';
import { isThreadEnded } from '../../threads/thread-ended.ts';
import { readEcmascript } from './ecmascript.ts';
import type { Module } from './module.ts';
import { readDart, readRuby, readRust } from './paths-only.ts';
import { readPython } from './python.ts';

const readers = {
  javascript: readEcmascript,
  typescript: readEcmascript,
  tsx: readEcmascript,
  python: readPython,
  ruby: readRuby,
  rust: readRust,
  dart: readDart,
};

function isJudged(language: string): language is keyof typeof readers {
  return Object.hasOwn(readers, language);
}

/** Longer files are generated, as a rule. */
const mostCharacters = 1024 * 1024;

const readInThread = offThread(import.meta.url, readModuleHere);

/**
 * What a file imports, and what others can take from it; undefined where its language is not judged, or it does not
 * parse. It runs in a thread.
 */
export async function readModule(language: string, text: string): Promise<Module | undefined> {
  if (!isJudged(language) || text.length > mostCharacters) return undefined;
  try {
    return await readInThread([language, text]);
  } catch (error) {
    if (isThreadEnded(error)) return undefined;
    throw error;
  }
}

/** The work of `readModule`, for a thread. */
export async function readModuleHere(language: string, text: string): Promise<Module | undefined> {
  return isJudged(language) ? parse(language, text, readers[language]) : undefined;
}
