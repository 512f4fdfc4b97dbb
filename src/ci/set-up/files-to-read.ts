import { configurationPath } from '../../text/configuration-path.ts';

/** Folders whose manifests are not the repository's own. */
const foreign =
  /(?:^|\/)(?:node_modules|vendor|third_party|examples?|samples?|fixtures?|testdata|templates?|docs?|playground|benchmarks?|bench|e2e|demos?)\//i;

const manifests = new Set([
  ...[
    'package.json',
    'pnpm-workspace.yaml',
    '.nvmrc',
    '.node-version',
    '.yarnrc.yml',
    '.bun-version',
    'deno.json',
    'deno.jsonc',
    '.dvmrc',
    '.deno-version',
    '.tool-versions',
  ],
  ...['pyproject.toml', 'setup.py', 'setup.cfg', 'tox.ini', 'pytest.ini', 'Pipfile', '.python-version', 'pixi.toml'],
  ...['go.mod', 'go.work', 'Cargo.toml', 'rust-toolchain', 'rust-toolchain.toml', '.java-version', 'pom.xml'],
  ...['build.gradle', 'build.gradle.kts', 'settings.gradle', 'settings.gradle.kts', 'libs.versions.toml'],
  ...[
    'Gemfile',
    'Gemfile.lock',
    'Rakefile',
    '.ruby-version',
    '.rspec',
    'composer.json',
    'phpunit.xml',
    'phpunit.xml.dist',
  ],
  ...['global.json', 'Directory.Build.props', 'mix.exs', 'Package.swift', 'CMakeLists.txt', 'Makefile'],
]);
const others =
  /(?:^|\/)(?:requirements[\w.-]*\.(?:txt|in)|[\w.-]*requirements\.txt|[\w.-]+\.(?:csproj|fsproj|gemspec))$/i;
const requirementFolder = /(?:^|\/)requirements\/[\w.-]+\.txt$/i;
const workflow = /^\.github\/workflows\/[^/]+\.ya?ml$/;

const mostFiles = 300;
const deepest = 3;

/** Whether a path lies where the repository keeps what is not its own, or is only shown. */
export function isForeign(path: string): boolean {
  return foreign.test(path);
}

/** The files that a detection reads: manifests near the top, and all workflows. At most 300, those nearest to the top first. */
export function filesToRead(paths: readonly string[]): string[] {
  return paths
    .filter((path) => isOurs(path) || (isManifest(path) && !isForeign(path) && depth(path) <= deepest))
    .sort((one, other) => depth(one) - depth(other))
    .slice(0, mostFiles);
}

function isManifest(path: string): boolean {
  return manifests.has(path.slice(path.lastIndexOf('/') + 1)) || others.test(path) || requirementFolder.test(path);
}

function isOurs(path: string): boolean {
  return workflow.test(path) || path === configurationPath;
}

function depth(path: string): number {
  return isOurs(path) ? 0 : path.split('/').length - 1;
}
