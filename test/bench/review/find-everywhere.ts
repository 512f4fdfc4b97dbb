import type { ModelRequest } from '../../../src/agent/model.ts';
import type { ReviewedFile } from '../../../src/review/reviewed-file.ts';
import { type Call, modelThat } from '../../fakes/model-that.ts';

/** What the model did, over all reviews. */
export interface Proposals {
  /** Findings that it reported, those of them outside the diff, and those with a suggestion. */
  proposed: number;
  outside: number;
  suggested: number;
  /** Findings that the tool refused, and those of them for their suggestion. */
  refused: number;
  refusedSuggestions: number;
}

const batch = 12;

/**
 * A model that finds something at every place where a review can go wrong: at the edges of hunks, across them, where lines
 * were removed, outside the diff, behind the end of the file, each time with another kind of suggestion.
 */
export function findEverywhere(files: readonly ReviewedFile[], counts: Proposals) {
  const calls = files.flatMap(proposalsFor);
  return modelThat((request, turn) => {
    const some = calls.slice(turn * batch, (turn + 1) * batch);
    countRefusals(request, counts);
    if (some.length === 0) return [{ name: 'finish', input: { summary: 'It changes something.', subject: 'Change' } }];
    for (const { outside, input } of some) {
      counts.proposed += 1;
      counts.outside += outside ? 1 : 0;
      counts.suggested += 'suggestion' in input ? 1 : 0;
    }
    return some.map(({ input }): Call => ({ name: 'report_finding', input }));
  });
}

/** Of the last turn: each result is seen once. */
function countRefusals({ messages }: ModelRequest, counts: Proposals): void {
  const last = messages.at(-1);
  for (const block of last?.role === 'user' ? last.content : []) {
    if (block.type !== 'tool_result' || !block.isError) continue;
    counts.refused += 1;
    if (block.text.includes('suggestion')) counts.refusedSuggestions += 1;
  }
}

interface Proposal {
  readonly outside: boolean;
  readonly input: Readonly<Record<string, unknown>>;
}

function proposalsFor({ path, after, hunks }: ReviewedFile): Proposal[] {
  if (after === null) return [];
  const lines = after.split('\n');
  const inside = new Set(hunks.flatMap((hunk) => hunk.lines.flatMap(({ now }) => (now === null ? [] : [now]))));
  const ranges: [number, number][] = [
    [1, 1],
    [lines.length, lines.length],
    [lines.length + 1, lines.length + 2],
    [3, 2],
  ];
  for (const hunk of hunks.slice(0, 3)) {
    const now = hunk.lines.flatMap((line) => (line.now === null ? [] : [line.now]));
    const [first = 1, last = 1] = [now[0], now.at(-1)];
    const [gone] = hunk.lines.flatMap((line, index) => (line.now === null ? [hunk.lines[index + 1]?.now ?? last] : []));
    const [added] = hunk.lines.flatMap((line) => (line.old === null && line.now !== null ? [line.now] : []));
    ranges.push(
      [first, first],
      [last, last],
      [first - 1, first],
      [last, last + 1],
      [last + 1, last + 1],
      [first, last],
    );
    if (gone !== undefined) ranges.push([gone, gone]);
    if (added !== undefined) ranges.push([added, added], [added, added + 1]);
  }
  const valid = ranges.filter(([start]) => start >= 1);
  return valid.map(([start, end], index) => {
    const text = lines.slice(start - 1, end).join('\n');
    const suggestion = suggestions[index % suggestions.length]?.(text, lines[end] ?? '');
    return {
      outside: !inside.has(start) || !inside.has(end),
      input: {
        ...{ path, startLine: start, endLine: end, severity: 'major', category: 'bug' },
        ...{ title: `Something is wrong at line ${start}.`, consequence: 'It fails.' },
        ...(suggestion === undefined ? {} : { suggestion }),
      },
    };
  });
}

/** What a model may come up with: good, useless and harmful. */
const suggestions: readonly ((text: string, next: string) => string | undefined)[] = [
  (text) => `${text} `,
  (text) => text,
  (text) => `${text} ((`,
  () => undefined,
  (text) => text.replace(/[)\]}]/, ''),
  (text, next) => `${text}\n${next}`,
  (text) => `${text}\n\n`,
  () => '',
  (text) => `\`\`\`\n${text}\n\`\`\``,
  (text) => text.split('\n').reverse().join('\n'),
  (text) => `${text}\n}`,
];
