import { isTestPath } from '../../text/test-path.ts';
import { best, firstFile, nearest, sharedStart, unique } from './choose.ts';
import { beside, folderOf } from './paths.ts';
import type { RepositoryFiles } from './repository-files.ts';

/** What a test is called, around the name of what it tests. */
const affixes = [
  /^(.+?)(?:[._-](?:test|spec|tests|e2e|unit|integration|cy))+(\.\w+)$/i,
  /^(.+)\.t(\.sol)$/,
  /^test[_-](.+)(\.\w+)$/,
  /^(.+?)(?:Tests?|IT|ITCase|TestCase|Spec|Suite)(\.\w+)$/,
  /^Test([A-Z].*)(\.\w+)$/,
];

/** Where the test of a file is written in another language than the file, or its tests are scripts. */
const kin: Readonly<Record<string, readonly string[]>> = {
  '.exs': ['.ex'],
  '.ts': ['.ts', '.tsx', '.js', '.vue', '.svelte'],
  '.tsx': ['.tsx', '.ts', '.jsx'],
  '.js': ['.js', '.jsx', '.ts', '.tsx', '.mjs', '.vue'],
  '.jsx': ['.jsx', '.tsx', '.js'],
  '.kt': ['.kt', '.java'],
  '.groovy': ['.groovy', '.java', '.kt'],
  '.scala': ['.scala', '.java'],
  '.cc': ['.cc', '.h'],
  '.cpp': ['.cpp', '.hpp', '.h'],
};

/**
 * What a test stands for though it may import nothing by name: `x_test.go` → `x.go`, `FooTest.java` → `Foo.java`. The
 * file beside it, else the one whose folders are called most alike.
 */
export function impliedImports(path: string, files: RepositoryFiles): readonly string[] {
  if (!isTestPath(path)) return [];
  const name = path.slice(path.lastIndexOf('/') + 1);
  const [, subject, extension = ''] = affixes.map((affix) => affix.exec(name)).find((match) => match !== null) ?? [];
  if (subject === undefined) return [];
  const names = (kin[extension] ?? [extension]).map((other) => `${subject}${other}`);
  const near = firstFile(
    files,
    names.map((other) => beside(path, other)),
  );
  if (near.length > 0) return near;
  for (const other of names) {
    const candidates = files.endingWith(other).filter((candidate) => !isTestPath(candidate));
    if (candidates.length > 0) return alike(path, candidates);
  }
  return [];
}

/** `test/models/user_test.rb` → `app/models/user.rb`: the last folders count, then the first. */
function alike(path: string, candidates: readonly string[]): readonly string[] {
  const own = folderOf(path).split('/').reverse();
  const mirrored = best(candidates, (candidate) => sharedStart(own, folderOf(candidate).split('/').reverse()));
  return unique(nearest(path, mirrored));
}
