import type { Conversation } from '../agent/conversation.ts';
import type { Context } from '../context/gather-context.ts';
import { cutText } from '../text/cut-text.ts';
import { printable } from './describe-results.ts';

/** An issue may be one endless line. */
const longestTitle = 120;

/** What `goat context` shows: the choice, and what a model would be sent for it. */
export interface ContextPreview extends Conversation {
  readonly revision: string;
  readonly title: string;
  readonly model: string;
  /** The model's own tokens for one of cl100k, and whether a reply of it told so. */
  readonly ratio: number;
  readonly calibrated: boolean;
  /** Tokens are the model's own, as estimated. */
  readonly budget: number;
  readonly cost: Context['cost'];
  readonly vectors: Context['vectors'];
  readonly facts: Context['facts'];
  readonly map: Context['map'];
  readonly chunks: Context['chunks'];
}

/** The same for a person, without the texts. */
export function describeContext(preview: ContextPreview): string {
  const { revision, title, model, ratio, calibrated, budget, cost, vectors, facts, map, chunks } = preview;
  const measure = calibrated ? 'as its replies report' : 'assumed, until it replies';
  const sources = facts.conventions.map(({ path }) => printable(path));
  const shares = [
    ['system', cost.system, 'the prompt and the definitions of the tools'],
    ['request', cost.request, 'the issue, and what is said around it'],
    [
      'facts',
      cost.facts,
      [`${facts.layout.length} lines of layout`, `${facts.commands.length} commands`, ...sources].join(', '),
    ],
    ['map', cost.map, `${map.length} files`],
    ['chunks', cost.chunks, `${chunks.length}`],
    ['reply', cost.reply, 'kept free'],
    ['total', cost.total, `of ${count(budget)}`],
  ] as const;
  // A text without a word is not looked for by vectors either.
  const byWordsAlone = vectors !== 'complete' && chunks.length > 0;
  return [
    `Context for "${printable(cutText(title, longestTitle))}" at ${revision.slice(0, 12)}`,
    `Tokens of ${printable(model)}: ${ratio.toFixed(2)} for one of cl100k (${measure}).`,
    ...(byWordsAlone ? ['Found by words alone: the vectors of this commit are not there yet.'] : []),
    '',
    ...shares.map(([name, tokens, note]) => `${name.padEnd(8)}${count(tokens).padStart(9)}  ${note}`),
    '',
    ...chunks.map(({ path, startLine, endLine, symbol, cutFrom, tokens, why }, index) => {
      const place = `${printable(path)}:${startLine}-${endLine}${cutFrom === null ? '' : ` of ${cutFrom.startLine}-${cutFrom.endLine}`}`;
      const what = symbol === null ? '' : `  ${printable(symbol)}`;
      return `${String(index + 1).padStart(3)}${count(tokens).padStart(8)}  ${place}${what}  (${printable(why)})`;
    }),
    '',
  ].join('\n');
}

function count(tokens: number): string {
  return tokens.toLocaleString('en-US');
}
