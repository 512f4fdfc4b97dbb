import type { FileVersion } from './file-versions.ts';
import { finding } from './finding.ts';
import type { Mock } from './read-unit.ts';
import type { Tampering } from './tampering.ts';
import { without } from './without.ts';

/** Names of files that say nothing of what is in them. */
const anyFile = new Set([
  'index',
  'main',
  'mod',
  'lib',
  'init',
  '__init__',
  'app',
  'utils',
  'util',
  'helpers',
  'types',
]);

/**
 * Stand-ins that a patch newly puts into an existing file of tests, or into what prepares them, for what those tests are about: the source files that
 * the patch changes (`changedSources`), and the one that the test file is named for.
 */
export function compareMocks(
  before: readonly Mock[],
  after: FileVersion,
  changedSources: readonly string[],
): Tampering[] {
  const subjects = new Set([...changedSources.map(stemOf), stemOf(after.path)].filter((stem) => !anyFile.has(stem)));
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

/** `src/shop/CartTest.java` and `tests/test_cart.py` are of `cart`. */
function stemOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
  return plain(name.replace(/^test_|[._-](?:tests?|specs?)$|(?:Tests?|Spec|TestCase)$/, ''));
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[-_]/g, '');
}

/** The parts of what is mocked that may name a file: of a path, a module or a class, file extensions left out. */
function wordsOf(target: string, text: string): string[] {
  const first = target.split(',', 1)[0] ?? '';
  const generic = /<([\w.]+)>/.exec(text)?.[1] ?? '';
  return `${first} ${generic}`
    .replaceAll(/\.(?:[cm]?[jt]sx?|class|py)\b/g, ' ')
    .split(/[^\p{L}\p{N}_-]+/u)
    .filter((word) => word.length > 1)
    .map(plain);
}
