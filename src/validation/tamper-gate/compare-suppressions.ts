import type { FileVersion } from './file-versions.ts';
import { finding } from './finding.ts';
import type { Tampering } from './tampering.ts';
import { without } from './without.ts';

interface Found {
  readonly path: string;
  readonly line: number;
  readonly text: string;
  readonly broad: boolean;
}

/**
 * Marks that silence a check and that the patch has more of than before, wherever in it they stood. One that names what
 * it silences, at one place, is shown and holds nothing up.
 */
export function compareSuppressions(before: readonly FileVersion[], after: readonly FileVersion[]): Tampering[] {
  const key = ({ text }: Found) => text.replaceAll(/\s+/g, '');
  const all = (files: readonly FileVersion[]): Found[] =>
    files.flatMap(({ path, suppressions }) => suppressions.map((each) => ({ ...each, path })));
  return without(all(after), all(before).map(key), key).map(({ path, line, text, broad }) =>
    finding({
      path,
      line,
      side: 'after',
      kind: 'check suppressed',
      message: broad
        ? 'A check would be silenced for a whole file, or without saying which check.'
        : 'A named check would be silenced at one place.',
      before: '',
      after: text,
      blocking: broad,
    }),
  );
}
