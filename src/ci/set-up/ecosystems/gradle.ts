import type { Folder } from '../folder.ts';
import type { Part } from '../set-up.ts';
import { javaVersion } from './java-version.ts';

const buildFiles = ['build.gradle.kts', 'build.gradle', 'settings.gradle.kts', 'settings.gradle'];
const version =
  /(?:JavaLanguageVersion\.of\(|jvmToolchain\(|sourceCompatibility\s*=\s*(?:JavaVersion\.VERSION_)?|jdkVersion\s*=\s*)["']?(1[._]\d|\d{1,2})/;

/** Gradle, with its wrapper where there is one. A filter works where there is one project. */
export function detectGradle(folder: Folder): Part | null {
  const file = buildFiles.find((name) => folder.names.has(name));
  if (file === undefined || !folder.paths.some((path) => /(?:^|\/)src\/\w*[tT]est\//.test(path))) return null;
  const gradle = folder.names.has('gradlew') ? 'sh ./gradlew' : 'gradle';
  const texts = buildFiles.map(folder.text).join('\n');
  const java = javaVersion(folder, version.exec(texts)?.[1]?.replace('_', '.'));
  const isOne = !/\binclude\s*[("']|\binclude\s+/.test(texts);
  const all = `${gradle} test --continue --no-daemon`;
  const classes = `$(printf '%s\\n' "\${tests[@]}" | sed 's|.*/||; s|\\.[^.]*$||; s|^|--tests *.|')`;
  return {
    ecosystem: 'Gradle',
    directory: folder.directory,
    findings: [
      `Packages: Gradle, by \`${file}\`${folder.names.has('gradlew') ? ', with its wrapper' : ''}.`,
      java.finding,
      'Tests: the task `test`.',
    ],
    checks: java.check === null ? [] : [java.check],
    tools: [java.step],
    install: [`${gradle} testClasses --no-daemon`],
    test: { plain: `${gradle} test`, all, some: isOne ? `set -f; ${all} ${classes}` : null },
    reports: '*/build/test-results/*/TEST-*.xml',
  };
}
