import type { Refusal } from './edits/expand-edits.ts';
import type { PlannedFile } from './edits/plan-file.ts';

type ReportedFile = Pick<PlannedFile, 'path' | 'change' | 'from' | 'added' | 'removed' | 'churn' | 'symbols' | 'notes'>;

/** What `goat apply --json` prints. */
export type PatchReport =
  | {
      readonly outcome: 'applied' | 'would apply';
      readonly files: readonly ReportedFile[];
      /** Lines of all files. */
      readonly added: number;
      readonly removed: number;
      /** Lines that differ without a difference in the syntax tree, of the files where that is known. */
      readonly churn: number;
    }
  | { readonly outcome: 'refused'; readonly refused: readonly Refusal[] };

/** Sums up what a patch does to its files. */
export function reportPatch(files: readonly PlannedFile[], outcome: 'applied' | 'would apply'): PatchReport {
  const sum = (number: (file: PlannedFile) => number) => files.reduce((total, file) => total + number(file), 0);
  return {
    outcome,
    files: files.map(({ path, change, from, added, removed, churn, symbols, notes }) => ({
      ...{ path, change, ...(from === undefined ? {} : { from }) },
      ...{ added, removed, churn, symbols, notes },
    })),
    added: sum(({ added }) => added),
    removed: sum(({ removed }) => removed),
    churn: sum(({ churn }) => churn ?? 0),
  };
}

/** A path that was refused, or a line of a file, may hold what a terminal obeys. */
const withoutControls = (text: string) => text.replace(/(?![\t\n])\p{Cc}/gu, '?');

/** The report in lines for people. */
export function describePatch(report: PatchReport): string {
  if (report.outcome === 'refused') {
    const reasons = report.refused.map(({ edit, path, reason }) => {
      const about = [edit > 0 ? `edit ${edit}` : '', path ?? ''].filter((part) => part !== '').join(', ');
      return about === '' ? reason : `${about}: ${reason}`;
    });
    return ['Nothing was changed.', ...reasons.map(withoutControls)].join('\n');
  }
  const files = report.files.map(({ path, change, from, added, removed, churn, symbols, notes }) => {
    const facts = [
      `${change}${from === undefined ? '' : ` from ${from}`} +${added} −${removed}`,
      churn === null || churn === 0 ? '' : `churn ${churn}`,
      symbols.length === 0 ? '' : `in ${symbols.join(', ')}`,
      ...notes,
    ];
    return `${path}: ${facts.filter((fact) => fact !== '').join('; ')}`;
  });
  const total = `+${report.added} −${report.removed} in ${files.length} ${files.length === 1 ? 'file' : 'files'}`;
  return [...files, report.outcome === 'applied' ? total : `${total}; nothing was written`].join('\n');
}
