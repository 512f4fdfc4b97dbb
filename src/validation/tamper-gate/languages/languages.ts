import type { TestRules } from '../test-rules.ts';
import { cpp } from './cpp.ts';
import { csharp } from './csharp.ts';
import { javascript } from './ecmascript.ts';
import { elixir } from './elixir.ts';
import { go } from './go.ts';
import { java } from './java.ts';
import { kotlin } from './kotlin.ts';
import { php } from './php.ts';
import { python } from './python.ts';
import { ruby } from './ruby.ts';
import { rust } from './rust.ts';
import { swift } from './swift.ts';

const rules: ReadonlyMap<string, TestRules> = new Map([
  ['typescript', javascript],
  ['tsx', javascript],
  ['javascript', javascript],
  ...Object.entries({ c: cpp, cpp, python, go, rust, java, kotlin, ruby, php, csharp, elixir, swift }),
]);

/** How tests are read in a language; undefined where they are not. */
export function rulesOf(language: string): TestRules | undefined {
  return rules.get(language);
}

export const languagesWithTests: readonly string[] = [...rules.keys()];
