import { actions } from '../actions.ts';
import type { Folder } from '../folder.ts';
import type { Part } from '../set-up.ts';

/** Go modules. A filter is turned into packages: the folders that the files are in. */
export function detectGo(folder: Folder): Part | null {
  if (!folder.names.has('go.mod') || !folder.paths.some((path) => path.endsWith('_test.go'))) return null;
  const here = folder.directory === '' ? '' : `${folder.directory}/`;
  const modules = folder.paths.filter(
    (path) => path.endsWith('/go.mod') && !/(?:^|\/)(?:testdata|vendor)\//.test(path),
  );
  const packages = `$(printf './%s\\n' "\${tests[@]}" | xargs -d '\\n' dirname | sort -u)`;
  return {
    ecosystem: 'Go modules',
    directory: folder.directory,
    findings: [
      'Packages: Go modules, by `go.mod`.',
      `Go: the version in \`${here}go.mod\`.`,
      'Tests: `go test ./...`.',
    ],
    checks:
      modules.length === 0
        ? []
        : [
            `Other modules are not tested: ${modules
              .slice(0, 5)
              .map((path) => `\`${path}\``)
              .join(', ')}.`,
          ],
    tools: [{ action: actions.setupGo, with: { 'go-version-file': `${here}go.mod`, cache: false } }],
    install: ['go mod download'],
    test: { plain: 'go test ./...', all: 'go test ./...', some: `go test ${packages}` },
    reports: null,
  };
}
