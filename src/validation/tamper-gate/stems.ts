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

/** What the tests of a file are about, by plain names: what the file is named for, and the source files of the patch. */
export function subjectsOf(testFile: string, changedSources: readonly string[]): Set<string> {
  return new Set([...changedSources, testFile].map(stemOf).filter((stem) => !anyFile.has(stem)));
}

/** `src/shop/CartTest.java` and `tests/test_cart.py` are of `cart`. */
function stemOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
  return plainStem(name.replace(/^test_|[._-](?:tests?|specs?)$|(?:Tests?|Spec|TestCase)$/, ''));
}

/** A name as it compares with those of other styles. */
export function plainStem(name: string): string {
  return name.toLowerCase().replaceAll(/[-_]/g, '');
}
