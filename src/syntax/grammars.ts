import { createRequire } from 'node:module';
import { Language, Parser } from 'web-tree-sitter';

/** The grammars that are known to load in web-tree-sitter 0.25.10, by the names that `languageOf` gives. */
const wasmFiles: Readonly<Record<string, string>> = {
  typescript: '@vscode/tree-sitter-wasm/wasm/tree-sitter-typescript.wasm',
  tsx: '@vscode/tree-sitter-wasm/wasm/tree-sitter-tsx.wasm',
  javascript: '@vscode/tree-sitter-wasm/wasm/tree-sitter-javascript.wasm',
  python: '@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm',
};

const { resolve } = createRequire(import.meta.url);
const files = new Map(Object.entries(wasmFiles));
const loading = new Map<string, Promise<Language | undefined>>();
let starting: Promise<void> | undefined;

/**
 * The grammar of a language, loaded once in a process; undefined where there is none.
 * A grammar that fails to load is reported once, as a process warning, and then counts as none.
 */
export function grammarOf(language: string): Promise<Language | undefined> {
  const file = files.get(language);
  if (file === undefined) return Promise.resolve(undefined);
  const grammar = loading.get(language) ?? load(language, file);
  loading.set(language, grammar);
  return grammar;
}

async function load(language: string, file: string): Promise<Language | undefined> {
  try {
    starting ??= Parser.init();
    await starting;
    return await Language.load(resolve(file));
  } catch (error) {
    process.emitWarning(`The ${language} grammar could not be loaded, so ${language} is read as plain text: ${error}`);
    return undefined;
  }
}
