import { describeMachine } from '../../machine.ts';
import { type Cause, causes } from './causes.ts';
import { type Shape, shapes } from './conflicts.ts';

/** `order`: the lines that people committed, in another order. */
export const outcomes = ['right', 'order', 'conflict', 'wrong'] as const;
export type Outcome = (typeof outcomes)[number];

/** What became of one file of a merge. */
export interface Replayed {
  readonly language: string;
  readonly git: Outcome;
  readonly ours: Outcome;
  readonly cause: Cause;
  /** Those of git's merge. */
  readonly conflicts: readonly { readonly cause: Cause; readonly shape: Shape; readonly isLeft: boolean }[];
}

const legend = `both     people put the edits of both sides together: every word is there as often as the two leave it. Only
         these can be settled: of any other, a merge had to lose an edit of a side, or to add one
side     they took one side whole
dropped  they left out an edit, or a part of one
wrote    they wrote words that neither side had there
`;

export function describeMerges(files: readonly Replayed[]): string {
  const ofGit = files.filter(({ git }) => git === 'conflict');
  const settleable = ofGit.filter(({ cause }) => cause === 'both');
  const kept = files.filter(({ git }) => git === 'right');
  const conflicts = ofGit.flatMap((file) => file.conflicts);
  return [
    byLanguage(files),
    'Files that git left with conflicts, by what people did there, and what they came to:\n',
    table(
      ['', 'files', ...outcomes, 'clean'],
      causes.map((cause) => {
        const those = ofGit.filter((file) => file.cause === cause);
        return [cause, those.length, ...outcomes.map((outcome) => count(those, outcome)), share(those)];
      }),
    ),
    'Conflicts of git, by what people did there and by what the sides had done, and (how many of them are left):\n',
    table(
      ['', ...shapes, 'all', 'left'],
      causes.map((cause) => {
        const those = conflicts.filter((conflict) => conflict.cause === cause);
        const left = (some: typeof those) => some.filter(({ isLeft }) => isLeft).length;
        const cells = shapes.map((shape) => those.filter((conflict) => conflict.shape === shape));
        return [cause, ...cells.map((some) => `${some.length} (${left(some)})`), those.length, left(those)];
      }),
    ),
    legend,
    `Clean of the files that git left with conflicts: ${share(ofGit)}; of those that can be settled: ${share(settleable)}.\n` +
      `Of ${kept.length} files that git has right, ${count(kept, 'right')} are right, ${count(kept, 'conflict')} a conflict, ` +
      `${count(kept, 'wrong') + count(kept, 'order')} wrong.\n${describeMachine()}\n`,
  ].join('\n');
}

function byLanguage(files: readonly Replayed[]): string {
  const languages = [...new Set(files.map(({ language }) => language))].sort();
  const row = (name: string, those: readonly Replayed[]) => {
    const ofGit = those.filter(({ git }) => git === 'conflict');
    const git = outcomes.map((outcome) => those.filter((file) => file.git === outcome).length);
    return [
      name,
      ...git,
      ...outcomes.map((outcome) => count(those, outcome)),
      share(ofGit),
      share(ofGit.filter(({ cause }) => cause === 'both')),
    ];
  };
  return table(
    [
      'language',
      ...outcomes.map((outcome) => `git: ${outcome}`),
      ...outcomes.map((outcome) => `ours: ${outcome}`),
      'conflicts gone',
      'settleable',
    ],
    [
      ...languages.map((name) =>
        row(
          name,
          files.filter(({ language }) => language === name),
        ),
      ),
      row('all', files),
    ],
  );
}

const count = (files: readonly Replayed[], outcome: Outcome) => files.filter(({ ours }) => ours === outcome).length;

function share(files: readonly Replayed[]): string {
  const clean = files.length - count(files, 'conflict');
  return files.length === 0 ? '–' : `${clean} of ${files.length} (${Math.round((100 * clean) / files.length)} %)`;
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |\n`;
  return line(head) + line(head.map((_, index) => (index === 0 ? '---' : '---:'))) + rows.map(line).join('');
}
