/** What runs scripts, without version numbers, by the names that `languageOf` gives. */
const interpreters: Readonly<Record<string, string>> = {
  shell: 'sh bash dash ash zsh ksh mksh bats',
  python: 'python pypy uv',
  javascript: 'node nodejs bun zx',
  typescript: 'deno tsx ts-node',
  ruby: 'ruby jruby',
  php: 'php',
  lua: 'lua luajit',
  r: 'Rscript',
  elixir: 'elixir',
  perl: 'perl',
  powershell: 'pwsh powershell',
  make: 'make gmake',
  ocaml: 'ocaml',
  haskell: 'runghc runhaskell',
  scala: 'scala',
  swift: 'swift',
  dart: 'dart',
  julia: 'julia',
  groovy: 'groovy',
  erlang: 'escript',
};

const languages: ReadonlyMap<string, string> = new Map(
  Object.entries(interpreters).flatMap(([language, list]) => list.split(' ').map((name) => [name, language] as const)),
);

/** The languages that a first line can name, in the order of the alphabet. */
export const scriptLanguages: readonly string[] = Object.keys(interpreters).sort();

/** The language that a script's first line (`#!/usr/bin/env python3`) says; undefined where there is none, or not known. */
export function scriptLanguageOf(text: string): string | undefined {
  const line = /^#![^\r\n]{1,200}/.exec(text)?.[0].slice(2).trim() ?? '';
  const [first = '', ...rest] = line.split(/\s+/).map((word) => word.slice(word.lastIndexOf('/') + 1));
  const program = first === 'env' ? rest.find((word) => !word.startsWith('-') && !word.includes('=')) : first;
  return languages.get(program?.replace(/[\d.]+$/, '') ?? '');
}
