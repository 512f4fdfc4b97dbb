import { findSecret } from '../../security/redact-secrets.ts';
import type { Category, Severity } from '../finding.ts';

/** What a single added line may be reported for. `quotes` is false where the line itself must not be repeated. */
export interface LineRule {
  readonly rule: string;
  readonly category: Category;
  readonly severity: Severity;
  readonly inTests: boolean;
  readonly title: string;
  readonly consequence: string;
  readonly quotes: boolean;
  matches(line: string, language: string): boolean;
}

const ecmascript = /^(?:javascript|typescript|tsx|vue|svelte)$/;

/** What is left behind when somebody looked for a fault, by language. Printing is what some programs are for. */
const leftovers: readonly { readonly language: RegExp; readonly line: RegExp }[] = [
  { language: ecmascript, line: /^\s*debugger\s*;?\s*$/ },
  { language: ecmascript, line: /^\s*console\.(?:trace|table|dir)\(/ },
  { language: /^python$/, line: /^\s*(?:import\s+i?pdb\b|i?pdb\.set_trace\(|breakpoint\(\))/ },
  { language: /^ruby$|^erb$/, line: /^\s*(?:binding\.(?:pry|irb)\b|byebug\b|debugger\b)/ },
  { language: /^php$/, line: /^\s*(?:var_dump|dd|dump|print_r)\s*\(/ },
  { language: /^rust$/, line: /^\s*dbg!\(/ },
  { language: /^go$/, line: /^\s*(?:spew\.Dump|runtime\.Breakpoint)\(/ },
  { language: /^elixir$/, line: /^\s*(?:IEx\.pry\b|IO\.inspect\()|\bdbg\(\)/ },
];

export const lineRules: readonly LineRule[] = [
  {
    rule: 'secret',
    category: 'security',
    severity: 'critical',
    inTests: true,
    title: 'This line adds what looks like a secret.',
    consequence:
      'Whoever can read the repository, or its history later, can use it: revoke it, and read it from the environment.',
    quotes: false,
    matches: (line) => findSecret(line) !== undefined,
  },
  {
    rule: 'debugging',
    category: 'dead code',
    severity: 'minor',
    inTests: true,
    title: 'This looks like a left-over of debugging.',
    consequence: 'It stops or floods whatever runs this code.',
    quotes: true,
    matches: (line, language) =>
      leftovers.some((each) => each.language.test(language) && each.line.test(line.slice(0, 500))),
  },
  {
    rule: 'unfinished',
    category: 'dead code',
    severity: 'note',
    inTests: false,
    title: 'The change adds a note that something is still to be done.',
    consequence: 'Either it belongs to this change, or it needs an issue that somebody will find.',
    quotes: true,
    matches: (line) => /(?:\/\/|#|\/\*|^\s*\*|--|;;)\s{0,8}(?:TODO|FIXME|XXX|HACK)\b/.test(line.slice(0, 500)),
  },
];
