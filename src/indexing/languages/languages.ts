import { scriptLanguages } from '../../syntax/interpreter.ts';
import { languageOf, mayBeScript } from '../../syntax/language.ts';
import { c, cpp } from './c-family.ts';
import { csharp } from './csharp.ts';
import { css } from './css.ts';
import { dart } from './dart.ts';
import { ini, json, toml, yaml } from './data.ts';
import { javascript, tsx, typescript } from './ecmascript.ts';
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
import { components, html } from './markup.ts';
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
  c,
  cpp,
  csharp,
  css,
  dart,
  elisp,
  elixir,
  erb,
  go,
  haskell,
  hcl,
  html,
  ini,
  java,
  javascript,
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
  svelte: components,
  swift,
  systemrdl,
  tlaplus,
  toml,
  tsx,
  typescript,
  vue: components,
  yaml,
  zig,
};

const rules = new Map(Object.entries(languages));

/** Raised when what all languages share changes: how files are cut, and what chunks and their terms hold. */
const cutterVersion = 6;

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
  if (mayBeScript(path)) return scriptChunker;
  return language === 'markdown' ? `markdown ${cutterVersion}` : `text ${cutterVersion}`;
}

/** The first line says which rules a script is cut by, so it depends on all that it may name. */
const scriptChunker = `script ${[cutterVersion, ...scriptLanguages.map((name) => rules.get(name)?.version ?? 0)].join('.')}`;

/** What holds scripts depends on how scripts are cut. */
function nameOf(language: string, { version, embedded }: LanguageRules): string {
  const name = `${language} ${cutterVersion}.${version}`;
  return embedded === undefined ? name : `${name}.${javascript.version}`;
}

/** Changes whenever any chunker does: a snapshot made by other chunkers is made again. */
export const chunkersVersion = [
  `text ${cutterVersion}`,
  scriptChunker,
  ...[...rules].map(([language, found]) => nameOf(language, found)),
].join(', ');
