import { scriptLanguageOf } from './interpreter.ts';

/** The extensions of each language, without the dot. The names are what an index, a search and the command line call them. */
const extensions: Readonly<Record<string, string>> = {
  typescript: 'ts mts cts',
  tsx: 'tsx',
  javascript: 'js mjs cjs jsx',
  python: 'py pyi pyw',
  go: 'go',
  rust: 'rs',
  java: 'java',
  kotlin: 'kt kts',
  scala: 'scala sc sbt',
  groovy: 'groovy gradle jenkinsfile',
  swift: 'swift',
  'objective-c': 'm mm',
  ruby: 'rb rake gemspec ru',
  erb: 'erb',
  php: 'php',
  c: 'c',
  // A header may be of either; the grammar of C++ reads both.
  cpp: 'cc cpp cxx h hh hpp hxx ipp inl',
  csharp: 'cs csx',
  fsharp: 'fs fsi fsx',
  dart: 'dart',
  elixir: 'ex exs',
  erlang: 'erl hrl',
  haskell: 'hs',
  ocaml: 'ml',
  rescript: 'res',
  clojure: 'clj cljs cljc',
  elisp: 'el',
  lua: 'lua',
  julia: 'jl',
  r: 'r',
  perl: 'pl pm',
  zig: 'zig',
  solidity: 'sol',
  systemrdl: 'rdl',
  tlaplus: 'tla',
  shell: 'sh bash zsh ksh bats',
  powershell: 'ps1 psm1 psd1',
  make: 'mk mak make',
  cmake: 'cmake',
  dockerfile: 'dockerfile',
  sql: 'sql',
  protobuf: 'proto',
  graphql: 'graphql gql',
  vue: 'vue',
  svelte: 'svelte',
  html: 'html htm xhtml',
  css: 'css',
  scss: 'scss',
  less: 'less',
  markdown: 'md mdx markdown',
  restructuredtext: 'rst',
  json: 'json jsonc webmanifest',
  yaml: 'yml yaml',
  toml: 'toml',
  ini: 'ini editorconfig',
  xml: 'xml',
  hcl: 'tf tfvars hcl',
};

/** Files that are known by their whole name, in lower case. */
const names: ReadonlyMap<string, string> = new Map([
  ['makefile', 'make'],
  ['gnumakefile', 'make'],
  ['dockerfile', 'dockerfile'],
  ['containerfile', 'dockerfile'],
  ['jenkinsfile', 'groovy'],
  ['cmakelists.txt', 'cmake'],
  ['setup.cfg', 'ini'],
  ...['gemfile', 'rakefile', 'vagrantfile', 'podfile', 'fastfile', 'brewfile', 'guardfile'].map(
    (name) => [name, 'ruby'] as const,
  ),
  ...['.bashrc', '.bash_profile', '.profile', '.zshrc'].map((name) => [name, 'shell'] as const),
]);

const languages: ReadonlyMap<string, string> = new Map(
  Object.entries(extensions).flatMap(([language, list]) =>
    list.split(' ').map((extension) => [extension, language] as const),
  ),
);

/**
 * The language of a file by its name or its extension, and by its first line where it has none; `text` where it is not
 * known. Without its text, a script that has no extension counts as text.
 */
export function languageOf(path: string, text = ''): string {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const dot = name.lastIndexOf('.');
  const language = names.get(name) ?? languages.get(dot === -1 ? '' : name.slice(dot + 1));
  return language ?? (dot === -1 ? scriptLanguageOf(text) : undefined) ?? 'text';
}

/** Whether only the first line of a file tells its language. */
export function mayBeScript(path: string): boolean {
  return languageOf(path) === 'text' && !path.slice(path.lastIndexOf('/') + 1).includes('.');
}

/** All of them, in the order of the alphabet. */
export const languageNames: readonly string[] = [...Object.keys(extensions), 'text'].sort();

/** The extensions by which files of a language are known, without the dot. */
export function extensionsOf(language: string): string[] {
  return extensions[language]?.split(' ') ?? [];
}
