import { wordsOf } from '../text/words.ts';
import { commonWords } from './common-words.ts';
import type { Frame } from './read-frame.ts';
import { type Mentions, readMentions } from './read-mentions.ts';
import { type FactorName, nothing, type Without } from './signals.ts';
import { type PartKind, type RequestLine, splitRequest } from './split-request.ts';

/** What is searched for, taken apart. */
export interface Query extends Mentions {
  /** What vectors are made of: the request without logs and lists of versions. */
  readonly text: string;
  /** In lower case, with what each says. */
  readonly words: ReadonlyMap<string, number>;
  /** Of each stack trace, the calls with the innermost first. */
  readonly traces: readonly (readonly Frame[])[];
  /** What speaks against other files, but is what this request is about. */
  readonly subjects: ReadonlySet<FactorName>;
}

/** GitHub's own limit of a body, in characters; what is longer is cut. */
const longestText = 65_536;
/** Each word costs a look at every file. */
const mostWords = 300;
/** A request of no more words is a name or two, which are looked for where they are defined. */
const lookupWords = 3;

/** What a word says, by where it stands. */
const wordWeights: Readonly<Record<PartKind, number>> = {
  title: 2,
  prose: 1,
  expected: 1,
  actual: 1,
  error: 1.5,
  code: 0.5,
  trace: 0.2,
  environment: 0,
};

export function readQuery(request: string, without: Without = nothing): Query {
  const { lines, traces } = splitRequest(request.slice(0, longestText));
  const title = lines.find(({ kind }) => kind === 'title')?.text ?? '';
  const isLookup = lines.length === 1 && title !== '' && title.trim().split(/\s+/).length <= lookupWords;
  return {
    ...readMentions(lines, isLookup),
    text: lines
      .filter(({ kind }) => kind !== 'environment' && kind !== 'trace')
      .map(({ text }) => text)
      .join('\n'),
    words: weighWords(lines, without),
    traces,
    subjects: subjectsOf(title),
  };
}

/** The weightiest words; each counts as where it says most. */
function weighWords(lines: readonly RequestLine[], without: Without): Map<string, number> {
  const weights = new Map<string, number>();
  for (const { kind, text } of lines) {
    const weight = without.has('parts') ? 1 : wordWeights[kind];
    for (const word of weight === 0 ? [] : [...wordsOf(text), ...optionNames(text)]) {
      const says = word.length > 1 && (without.has('common-words') || !commonWords.has(word));
      if (says) weights.set(word, Math.max(weight, weights.get(word) ?? 0));
    }
  }
  const byWeight = [...weights].sort(([, left], [, right]) => right - left);
  return new Map(byWeight.slice(0, mostWords));
}

/** `--collect-only` is `collect_only` or `collectOnly` in code. */
function optionNames(text: string): string[] {
  const options = text.matchAll(/--([a-z][a-z0-9]{0,30}(?:-[a-z0-9]{1,30}){1,5})(?![\w-])/g);
  return Array.from(options, ([, name = '']) => name).flatMap((name) => [
    name.replaceAll('-', '_'),
    name.replaceAll('-', ''),
  ]);
}

const subjects: readonly (readonly [FactorName, RegExp])[] = [
  [
    'tests',
    /^(?:\[tests?\]|tests?(?:\([^)]{0,80}\))?!?:)|\b(?:flaky|failing|broken|slow|missing|skipped) (?:\w{1,20} )?(?:tests?|specs?)\b/i,
  ],
  ['examples', /\b(?:examples?|samples?|demos?|benchmarks?)\b/i],
  ['prose', /^docs?(?:\([^)]{0,80}\))?!?:|\b(?:docs|documentation|readme|changelog|typos?|tutorial)\b/i],
];

function subjectsOf(title: string): Set<FactorName> {
  return new Set(subjects.filter(([, pattern]) => pattern.test(title.slice(0, 500))).map(([subject]) => subject));
}
