import type { Folder } from '../folder.ts';
import type { Part } from '../set-up.ts';
import { javaVersion } from './java-version.ts';

const release = /<(?:maven\.compiler\.(?:release|source|target)|java\.version|release)>\s*(1\.\d|\d{1,2})\s*<\//;

/** Maven, with its wrapper where there is one. A filter is turned into names of classes. */
export function detectMaven(folder: Folder): Part | null {
  if (!folder.names.has('pom.xml') || !folder.paths.some((path) => /(?:^|\/)src\/test\//.test(path))) return null;
  const mvn = `${folder.names.has('mvnw') ? 'sh ./mvnw' : 'mvn'} --batch-mode --no-transfer-progress`;
  const version = javaVersion(folder, release.exec(folder.text('pom.xml'))?.[1]);
  const classes = `"$(printf '%s\\n' "\${tests[@]}" | sed 's|.*/||; s|\\.[^.]*$||' | paste -sd, -)"`;
  return {
    ecosystem: 'Maven',
    directory: folder.directory,
    findings: [
      `Packages: Maven, by \`pom.xml\`${folder.names.has('mvnw') ? ', with its wrapper' : ''}.`,
      version.finding,
      'Tests: the phase `test`.',
    ],
    checks: version.check === null ? [] : [version.check],
    tools: [version.step],
    install: [`${mvn} test-compile`],
    test: {
      plain: folder.names.has('mvnw') ? 'sh ./mvnw test' : 'mvn test',
      all: `${mvn} --fail-at-end test`,
      some: `${mvn} --fail-at-end test -Dsurefire.failIfNoSpecifiedTests=false -Dtest=${classes}`,
    },
    reports: '*/target/surefire-reports/TEST-*.xml',
  };
}
