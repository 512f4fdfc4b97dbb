import { cFamily } from './c-family.ts';
import { csharp } from './csharp.ts';
import { dart } from './dart.ts';
import { ecmascript } from './ecmascript.ts';
import { elixir } from './elixir.ts';
import { go } from './go.ts';
import type { ImportRules } from './import-rules.ts';
import { elisp, hcl, lua, make, powershell, r, shell, solidity, zig } from './included-files.ts';
import { java, kotlin, scala } from './jvm.ts';
import { haskell, ocaml, rescript, tlaplus } from './modules-by-name.ts';
import { php } from './php.ts';
import { python } from './python.ts';
import { ruby } from './ruby.ts';
import { rust } from './rust.ts';
import { css, markup } from './web.ts';

const rules: ReadonlyMap<string, ImportRules> = new Map(
  Object.entries({
    c: cFamily,
    cpp: cFamily,
    csharp,
    css,
    dart,
    elisp,
    elixir,
    go,
    haskell,
    hcl,
    html: markup,
    java,
    javascript: ecmascript,
    kotlin,
    lua,
    make,
    'objective-c': cFamily,
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
    tlaplus,
    tsx: ecmascript,
    typescript: ecmascript,
    vue: markup,
    zig,
  }),
);

/** Undefined where a language imports nothing, or not in a way that names a file. */
export function importRulesOf(language: string): ImportRules | undefined {
  return rules.get(language);
}
