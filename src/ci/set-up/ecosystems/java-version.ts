import { actions } from '../actions.ts';
import type { Folder } from '../folder.ts';
import { versionsUsed } from '../own-workflows.ts';
import type { SetUpStep } from '../set-up.ts';

/** The newest long-term version that these pins know. */
const usual = '21';

/**
 * The Java to build with: a version file, what another workflow uses, what the build files name, or the usual one.
 * @param named what the build files say, from the first capture of a pattern.
 */
export function javaVersion(
  { names, directory, workflows }: Folder,
  named: string | undefined,
): { readonly step: SetUpStep; readonly finding: string; readonly check: string | null } {
  const here = directory === '' ? '' : `${directory}/`;
  const step = (input: Record<string, string>): SetUpStep => ({
    action: actions.setupJava,
    with: { distribution: 'temurin', ...input },
  });
  if (names.has('.java-version')) {
    const file = `${here}.java-version`;
    return { step: step({ 'java-version-file': file }), finding: `Java: the version in \`${file}\`.`, check: null };
  }
  const tested = versionsUsed(workflows, 'actions/setup-java', 'java-version')
    .filter((one) => /^\d+$/.test(one))
    .at(-1);
  if (tested !== undefined) {
    return {
      step: step({ 'java-version': tested }),
      finding: `Java: ${tested}, the newest that another workflow uses.`,
      check: null,
    };
  }
  const number = named === undefined ? 0 : Number(named.replace(/^1\./, ''));
  // Newer ones compile for older ones, and most build tools of today need 17.
  const version = number > 17 ? String(number) : number > 0 ? '17' : usual;
  return {
    step: step({ 'java-version': version }),
    finding: number > 0 ? `Java: ${version}, for a build that is written for ${number}.` : `Java: ${version}.`,
    check:
      number > 0
        ? null
        : `No file names a version of Java, so ${usual} is used; change \`java-version\` if you build with another.`,
  };
}
