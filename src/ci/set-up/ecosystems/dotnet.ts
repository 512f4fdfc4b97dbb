import { actions } from '../actions.ts';
import type { Folder } from '../folder.ts';
import { compareVersions, versionsUsed } from '../own-workflows.ts';
import type { Part } from '../set-up.ts';

const projectFile = /\.(?:csproj|fsproj|vbproj)$/;

/** .NET: `dotnet test`. */
export function detectDotnet(folder: Folder): Part | null {
  const solution = [...folder.names].find((name) => /\.slnx?$/.test(name));
  const projects = folder.paths.filter((path) => projectFile.test(path));
  const isTested = projects.some((path) => /test/i.test(path));
  if (!isTested || (solution === undefined && ![...folder.names].some((name) => projectFile.test(name)))) return null;
  const here = folder.directory === '' ? '' : `${folder.directory}/`;
  const targets = [...projects, 'Directory.Build.props']
    .flatMap((path) => [...folder.text(path).matchAll(/\bnet(\d+\.\d+)\b/g)].map(([, version = '']) => version))
    .filter((version) => Number(version) >= 5);
  const used = versionsUsed(folder.workflows, 'actions/setup-dotnet', 'dotnet-version').map((version) =>
    version.split('.').slice(0, 2).join('.'),
  );
  const versions = [...new Set([...targets, ...used])]
    .sort(compareVersions)
    .map((version) => (version.includes('.') ? `${version}.x` : `${version}.0.x`));
  const hasGlobal = folder.names.has('global.json');
  return {
    ecosystem: '.NET',
    directory: folder.directory,
    findings: [
      `Packages: NuGet, by \`${solution ?? 'a project file'}\`.`,
      `.NET: ${[...(hasGlobal ? ['the version in `global.json`'] : []), ...versions].join(', ') || 'the one of the machine'}.`,
      'Tests: `dotnet test`.',
    ],
    checks:
      hasGlobal || versions.length > 0 ? [] : ['No file names a version of .NET, so the one of the machine is used.'],
    tools:
      hasGlobal || versions.length > 0
        ? [
            {
              action: actions.setupDotnet,
              with: {
                ...(hasGlobal ? { 'global-json-file': `${here}global.json` } : {}),
                ...(versions.length > 0 ? { 'dotnet-version': versions.join('\n') } : {}),
              },
            },
          ]
        : [],
    install: ['dotnet restore'],
    test: { plain: 'dotnet test', all: 'dotnet test --no-restore', some: null },
    reports: null,
  };
}
