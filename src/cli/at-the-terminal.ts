import type { Outcome } from '../tasks/outcome.ts';

/** What to do next where there is no comment to write. */
const nextSteps: Readonly<Partial<Record<Outcome['kind'], string>>> = {
  fixed: 'Review the branch and merge it.',
  'tests still failing': 'Go on by hand from the branch, or say more in the issue and run goat fix again.',
  planned: 'Run goat fix on the same issue to carry it out; --approve where its risk is high.',
  asked: 'Answer it in the issue, and run goat fix again.',
  'needs approval': 'Look at it; goat fix --approve goes on with it.',
  'budget exceeded':
    'Raise what is spent (--budget-tokens, --budget or GOAT_BUDGET_MINUTES) or narrow the issue, and run goat fix again.',
  stopped: 'Run goat fix again to start anew.',
  failed: 'Mend what the reason names, and run goat fix again.',
};

/** An outcome in the words of the command line. */
export function atTheTerminal({ kind, reason, next }: Outcome): Outcome {
  return { kind, reason: kind === 'stopped' ? 'You stopped it.' : reason, next: nextSteps[kind] ?? inWords(next) };
}

/** What stops a fix before it begins names its own cure, in the words of a comment. */
function inWords(next: string): string {
  return next
    .replaceAll('comment `/goat fix` with what', 'say in the issue what, and run goat fix again')
    .replaceAll('comment `/goat fix`', 'run goat fix')
    .replaceAll('Comment `/goat fix`', 'Run goat fix');
}
