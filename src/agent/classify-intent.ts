import { sanitizeText } from '../security/sanitize-text.ts';
import type { Issue } from '../tasks/task.ts';
import { wordsOf } from '../text/words.ts';

/** What an issue asks for. What words leave `unclear` is settled later: by a cheap model, or by the plan. */
export type Intent = 'bug' | 'feature' | 'refactor' | 'test' | 'docs' | 'question' | 'not actionable' | 'unclear';

/** The prefixes of conventional commits, which people put before titles of issues, too. */
const prefixes: Readonly<Record<string, Intent>> = {
  bug: 'bug',
  fix: 'bug',
  feat: 'feature',
  feature: 'feature',
  enhancement: 'feature',
  proposal: 'feature',
  rfc: 'feature',
  refactor: 'refactor',
  chore: 'refactor',
  style: 'refactor',
  perf: 'refactor',
  test: 'test',
  tests: 'test',
  docs: 'docs',
  doc: 'docs',
  question: 'question',
  help: 'question',
};

/** Signs in the order in which they decide: what went wrong says more than how somebody asks for it. */
const signs: readonly (readonly [Intent, RegExp])[] = [
  [
    'bug',
    /\b(?:traceback|stack ?trace|exception|segfault|panic(?:ked)?|crash(?:es|ed)?|regression|steps to reproduce|(?:expected|actual) (?:behaviou?r|result|output)|instead of|should (?:be|return|have|not)|does ?n[o']t work|wrong(?:ly)?|incorrect(?:ly)?|broken|fails?|bug)\b/i,
  ],
  ['docs', /^(?:.{0,40}\b)?(?:typo|readme|documentation|docstring|changelog)\b/i],
  ['refactor', /^(?:refactor|rename|clean ?up|simplify|extract|move|deduplicate|remove unused)\b/i],
  ['test', /^(?:add|write|improve|more)\b.{0,40}\btests?\b/i],
  ['feature', /^(?:add|support|allow|implement|provide|introduce|make it possible|feature request|option to)\b/im],
  ['question', /^(?:how (?:do|can|to)|is (?:it|there)|why|what|where|can (?:i|we|someone))\b.{0,200}\?\s*$/i],
];

/** Words that say that something is wrong, or wanted, and not what. */
const empty = new Set(
  `a an and any are be been bug bugs broke broken can cannot crash crashes did do does doesn doesnt don dont error errors fail failed
  failing fails fix fixed for from get gets have has hello help hey hi how i in is isn isnt issue issues it its just me my no not
  nothing now of on or please pls problem problems s so some something still stopped t thank thanks that the there this to too up
  urgent very wants was we what when why will with won wont work worked working works wrong you your`.split(/\s+/),
);

/** Characters: who writes more says something. */
const longestEmpty = 2_000;

/** What a person sees in them, the model does not. */
const images = /!\[[^\]]{0,200}\]\([^)]{0,500}\)|<img\b[^>]{0,500}>/gi;

/** Nothing but such words: nobody could know what to do, a model neither. Other scripts and code always say something. */
function saysNothing(text: string): boolean {
  if (text.length > longestEmpty) return false;
  const seen = sanitizeText(text.replace(images, ' '));
  return wordsOf(seen).every((word) => empty.has(word)) && !/[\p{N}`]/u.test(seen);
}

/** What an issue asks for, from its words alone. */
export function classifyIntent({ title, body }: Pick<Issue, 'title' | 'body'>): Intent {
  if (saysNothing(`${title}\n${body}`)) return 'not actionable';
  const prefix = /^\s*[[(]?([a-z]+)[\])]?(?:\([^)]{0,40}\))?!?(?::|\])/i.exec(title)?.[1]?.toLowerCase();
  const named = prefix === undefined || !Object.hasOwn(prefixes, prefix) ? undefined : prefixes[prefix];
  if (named !== undefined) return named;
  const line = title.trim();
  const text = `${line}\n${body.slice(0, 20_000)}`;
  for (const [intent, sign] of signs) if (sign.test(intent === 'bug' ? text : line)) return intent;
  return 'unclear';
}
