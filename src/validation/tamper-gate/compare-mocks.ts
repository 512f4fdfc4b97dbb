import type { FileVersion } from './file-versions.ts';
import { finding } from './finding.ts';
import type { Mock } from './read-unit.ts';
import { plainStem, subjectsOf } from './stems.ts';
import type { Tampering } from './tampering.ts';
import { without } from './without.ts';

/**
 * Stand-ins that a patch newly puts into an existing file of tests, or into what prepares them, for what those tests are about: the source files that
 * the patch changes (`changedSources`), and the one that the test file is named for.
 */
export function compareMocks(
  before: readonly Mock[],
  after: FileVersion,
  changedSources: readonly string[],
): Tampering[] {
  const subjects = subjectsOf(after.path, changedSources);
  const key = ({ target, text }: Mock) => (target || text).replaceAll(/\s+/g, '');
  return without(after.mocks, before.map(key), key)
    .filter(({ text, target }) => wordsOf(target, text).some((word) => subjects.has(word)))
    .map(({ line, text }) =>
      finding({
        path: after.path,
        line,
        side: 'after',
        kind: 'subject mocked',
        message: 'What these tests are about would be replaced by a stand-in.',
        before: '',
        after: text,
        blocking: true,
      }),
    );
}

/** The parts of what is mocked that may name a file: of a path, a module or a class, file extensions left out. */
function wordsOf(target: string, text: string): string[] {
  const first = target.split(',', 1)[0] ?? '';
  const generic = /<([\w.]+)>/.exec(text)?.[1] ?? '';
  return `${first} ${generic}`
    .replaceAll(/\.(?:[cm]?[jt]sx?|class|py)\b/g, ' ')
    .split(/[^\p{L}\p{N}_-]+/u)
    .filter((word) => word.length > 1)
    .map(plainStem);
}
