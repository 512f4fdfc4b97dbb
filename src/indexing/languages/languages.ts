import { languageOf } from '../../syntax/language.ts';
import { cFamily } from './c-family.ts';
import { csharp } from './csharp.ts';
import { css } from './css.ts';
import { dart } from './dart.ts';
import { ini, json, toml, yaml } from './data.ts';
import { ecmascript } from './ecmascript.ts';
import { elisp } from './elisp.ts';
import { elixir } from './elixir.ts';
import { erb } from './erb.ts';
import { go } from './go.ts';
import { haskell } from './haskell.ts';
import { hcl } from './hcl.ts';
import { java } from './java.ts';
import { kotlin } from './kotlin.ts';
import type { LanguageRules } from './language-rules.ts';
import { lua } from './lua.ts';
import { make } from './make.ts';
import { markup } from './markup.ts';
import { objectiveC } from './objective-c.ts';
import { ocaml } from './ocaml.ts';
import { php } from './php.ts';
import { powershell } from './powershell.ts';
import { python } from './python.ts';
import { r } from './r.ts';
import { rescript } from './rescript.ts';
import { ruby } from './ruby.ts';
import { rust } from './rust.ts';
import { scala } from './scala.ts';
import { shell } from './shell.ts';
import { solidity } from './solidity.ts';
import { swift } from './swift.ts';
import { systemrdl } from './systemrdl.ts';
import { tlaplus } from './tlaplus.ts';
import { zig } from './zig.ts';

const languages: Readonly<Record<string, LanguageRules>> = {
  c: cFamily,
  cpp: cFamily,
  csharp,
  css,
  dart,
  elisp,
  elixir,
  erb,
  go,
  haskell,
  hcl,
  html: markup,
  ini,
  java,
  javascript: ecmascript,
  json,
  kotlin,
  lua,
  make,
  'objective-c': objectiveC,
  ocaml,
  php,
  powershell,
  python,
  r,
  rescript,
  ruby,
  rust,
  scala,
  shell,
  solidity,
  svelte: markup,
  swift,
  systemrdl,
  tlaplus,
  toml,
  tsx: ecmascript,
  typescript: ecmascript,
  vue: markup,
  yaml,
  zig,
};

const rules = new Map(Object.entries(languages));

/** Raised when the chunks of files without rules change. */
const textVersions: Readonly<Record<string, number>> = { markdown: 1, text: 1 };

/** The languages that are cut along their syntax trees, in the order of the alphabet. */
export const languagesWithRules: readonly string[] = [...rules.keys()];

export function rulesOf(language: string): LanguageRules | undefined {
  return rules.get(language);
}

/** Names what makes a file's chunks: the same blob under another language or version has other chunks. */
export function chunkerOf(path: string): string {
  const language = languageOf(path);
  const found = rules.get(language);
  if (found !== undefined) return nameOf(language, found);
  return language === 'markdown' ? `markdown ${textVersions.markdown}` : `text ${textVersions.text}`;
}

/** What holds scripts depends on how scripts are cut. */
function nameOf(language: string, { version, embedded }: LanguageRules): string {
  return embedded === undefined ? `${language} ${version}` : `${language} ${version}.${ecmascript.version}`;
}

/** Changes whenever any chunker does: a snapshot made by other chunkers is made again. */
export const chunkersVersion = [
  ...[...rules].map(([language, found]) => nameOf(language, found)),
  ...Object.entries(textVersions).map(([name, version]) => `${name} ${version}`),
].join(', ');
