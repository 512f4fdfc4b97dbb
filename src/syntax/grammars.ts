import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { Language, Parser } from 'web-tree-sitter';
import { exclusively } from '../threads/exclusively.ts';
import { optimiseLater } from '../threads/optimise-later.ts';

/**
 * The grammars that are known to load in web-tree-sitter 0.25.10, by the names that `languageOf` gives.
 * Others fail, and a failed load may harm later parses: before you add one, see that it imports nothing that neither
 * web-tree-sitter nor the file itself has. `@vscode/tree-sitter-wasm` is preferred, then `@repomix/tree-sitter-wasms`,
 * then `tree-sitter-wasms`, which has the most and the oldest. Some broken files keep those of PowerShell, Swift and ReScript
 * busy for minutes where no time limit in the process reaches: only the end of their thread does.
 */
const wasmFiles: Readonly<Record<string, string>> = {
  typescript: '@vscode/tree-sitter-wasm/wasm/tree-sitter-typescript.wasm',
  tsx: '@vscode/tree-sitter-wasm/wasm/tree-sitter-tsx.wasm',
  javascript: '@vscode/tree-sitter-wasm/wasm/tree-sitter-javascript.wasm',
  python: '@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm',
  shell: '@vscode/tree-sitter-wasm/wasm/tree-sitter-bash.wasm',
  csharp: '@vscode/tree-sitter-wasm/wasm/tree-sitter-c-sharp.wasm',
  cpp: '@vscode/tree-sitter-wasm/wasm/tree-sitter-cpp.wasm',
  css: '@vscode/tree-sitter-wasm/wasm/tree-sitter-css.wasm',
  go: '@vscode/tree-sitter-wasm/wasm/tree-sitter-go.wasm',
  ini: '@vscode/tree-sitter-wasm/wasm/tree-sitter-ini.wasm',
  java: '@vscode/tree-sitter-wasm/wasm/tree-sitter-java.wasm',
  php: '@vscode/tree-sitter-wasm/wasm/tree-sitter-php.wasm',
  powershell: '@vscode/tree-sitter-wasm/wasm/tree-sitter-powershell.wasm',
  ruby: '@vscode/tree-sitter-wasm/wasm/tree-sitter-ruby.wasm',
  rust: '@vscode/tree-sitter-wasm/wasm/tree-sitter-rust.wasm',
  c: '@repomix/tree-sitter-wasms/out/tree-sitter-c.wasm',
  dart: '@repomix/tree-sitter-wasms/out/tree-sitter-dart.wasm',
  solidity: '@repomix/tree-sitter-wasms/out/tree-sitter-solidity.wasm',
  swift: 'tree-sitter-wasms/out/tree-sitter-swift.wasm',
  vue: '@repomix/tree-sitter-wasms/out/tree-sitter-vue.wasm',
  elisp: 'tree-sitter-wasms/out/tree-sitter-elisp.wasm',
  elixir: 'tree-sitter-wasms/out/tree-sitter-elixir.wasm',
  erb: 'tree-sitter-wasms/out/tree-sitter-embedded_template.wasm',
  html: 'tree-sitter-wasms/out/tree-sitter-html.wasm',
  json: 'tree-sitter-wasms/out/tree-sitter-json.wasm',
  kotlin: 'tree-sitter-wasms/out/tree-sitter-kotlin.wasm',
  'objective-c': 'tree-sitter-wasms/out/tree-sitter-objc.wasm',
  ocaml: 'tree-sitter-wasms/out/tree-sitter-ocaml.wasm',
  rescript: 'tree-sitter-wasms/out/tree-sitter-rescript.wasm',
  scala: 'tree-sitter-scala/tree-sitter-scala.wasm',
  systemrdl: 'tree-sitter-wasms/out/tree-sitter-systemrdl.wasm',
  tlaplus: 'tree-sitter-wasms/out/tree-sitter-tlaplus.wasm',
  zig: 'tree-sitter-wasms/out/tree-sitter-zig.wasm',
  hcl: '@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-hcl.wasm',
  lua: '@tree-sitter-grammars/tree-sitter-lua/tree-sitter-lua.wasm',
  svelte: '@tree-sitter-grammars/tree-sitter-svelte/tree-sitter-svelte.wasm',
  toml: '@tree-sitter-grammars/tree-sitter-toml/tree-sitter-toml.wasm',
  yaml: '@tree-sitter-grammars/tree-sitter-yaml/tree-sitter-yaml.wasm',
  r: '@davisvaughan/tree-sitter-r/tree-sitter-r.wasm',
  haskell: 'tree-sitter-haskell/tree-sitter-haskell.wasm',
  make: 'tree-sitter-make/tree-sitter-make.wasm',
};

/**
 * Languages whose lexer is a single function of 160 KB or more. V8's optimising compiler takes up to 20 s and 3 GB for
 * it, as soon as a file is parsed, and on Node 24 Swift's ends the process.
 */
const tooLargeToOptimise: ReadonlySet<string> = new Set(['elixir', 'ocaml', 'powershell', 'shell', 'swift']);

const optimisingFlags = ['wasm-dynamic-tiering', 'wasm-tier-up'] as const;

/** The tree of a 1 MB file takes 70 MB at most; some hostile ones of 64 KB take over 2 GB. */
const memoryLimitMb = 256;
const pagesPerMb = 16;

const { resolve } = createRequire(import.meta.url);
const files = new Map(Object.entries(wasmFiles));
const loading = new Map<string, Promise<Language | undefined>>();
/** V8 gives the same code to all that is made of the same bytes, while some of it is alive. */
const modules = new Set<unknown>();
let starting: Promise<void> | undefined;
let memory: { readonly buffer: ArrayBuffer } | undefined;

/**
 * The grammar of a language, loaded once in a thread; undefined where there is none.
 * A grammar that fails to load is reported, as a process warning, and then counts as none.
 */
export function grammarOf(language: string): Promise<Language | undefined> {
  const file = files.get(language);
  if (file === undefined) return Promise.resolve(undefined);
  const grammar = loading.get(language) ?? load(language, file);
  loading.set(language, grammar);
  return grammar;
}

/** The npm package that a language's grammar comes from. */
export function grammarPackageOf(language: string): string | undefined {
  return /^(?:@[^/]+\/)?[^/]+/.exec(files.get(language) ?? '')?.[0];
}

async function load(language: string, file: string): Promise<Language | undefined> {
  try {
    starting ??= startRuntime();
    await starting;
    return await (tooLargeToOptimise.has(language) ? loadBaseline : Language.load)(resolve(file));
  } catch (error) {
    process.emitWarning(`The ${language} grammar could not be loaded, so ${language} is read as plain text: ${error}`);
    return undefined;
  }
}

/** Where it would need more memory, a parse aborts with an error, and the runtime can no longer be used. */
function startRuntime(): Promise<void> {
  optimiseLater();
  const { Memory } = Reflect.get(globalThis, 'WebAssembly');
  memory = new Memory({ initial: 32 * pagesPerMb, maximum: memoryLimitMb * pagesPerMb });
  return Parser.init({ wasmMemory: memory, printErr: () => undefined });
}

/** The memory of the parser of this thread, where a tree's nodes are; a parse may move it. */
export function parserWords(): Uint32Array {
  if (memory === undefined) throw new Error('Nothing was parsed yet in this thread.');
  return new Uint32Array(memory.buffer);
}

/**
 * A grammar whose lexer is never optimised: the flags decide when a module is made, on Node 20, and when the code of a
 * function is, which is when it is first called. They are of the whole process, so they are off for these moments only.
 */
async function loadBaseline(file: string): Promise<Language> {
  const bytes = await readFile(file);
  const { Module } = Reflect.get(globalThis, 'WebAssembly');
  const compiled: unknown = withoutOptimiser(() => new Module(bytes));
  const grammar = await Language.load(bytes);
  const parser = new Parser();
  parser.setLanguage(grammar);
  withoutOptimiser(() => parser.parse('a b')?.delete());
  parser.delete();
  modules.add(compiled);
  return grammar;
}

function withoutOptimiser<T>(work: () => T): T {
  return exclusively(() => {
    for (const flag of optimisingFlags) setFlagsFromString(`--no-${flag}`);
    try {
      return work();
    } finally {
      for (const flag of optimisingFlags) setFlagsFromString(`--${flag}`);
    }
  });
}
