import { detectCmake } from './ecosystems/cmake.ts';
import { detectDeno } from './ecosystems/deno.ts';
import { detectDotnet } from './ecosystems/dotnet.ts';
import { detectElixir } from './ecosystems/elixir.ts';
import { detectGo } from './ecosystems/go.ts';
import { detectGradle } from './ecosystems/gradle.ts';
import { detectMaven } from './ecosystems/maven.ts';
import { detectNode } from './ecosystems/node.ts';
import { detectPhp } from './ecosystems/php.ts';
import { detectPython } from './ecosystems/python.ts';
import { detectRuby } from './ecosystems/ruby.ts';
import { detectRust } from './ecosystems/rust.ts';
import { detectSwift } from './ecosystems/swift.ts';
import { isForeign } from './files-to-read.ts';
import { findCodeCheck } from './find-code-check.ts';
import { type Folder, isPlain, openFolder, type RepositoryFiles } from './folder.ts';
import { type OwnWorkflow, readOwnWorkflows } from './own-workflows.ts';
import { findServices } from './services.ts';
import type { Part, SetUp } from './set-up.ts';
import { findSystemPackages } from './system-packages.ts';

/** One for each ecosystem. Each looks at one folder and says how its tests run, or that they are not its own. */
const ecosystems: readonly ((folder: Folder) => Part | null)[] = [
  detectNode,
  detectDeno,
  detectPython,
  detectGo,
  detectRust,
  detectMaven,
  detectGradle,
  detectRuby,
  detectPhp,
  detectDotnet,
  detectElixir,
  detectSwift,
  detectCmake,
];

/** Parts of one repository that are tested together; a person names more. */
const mostParts = 4;
const deepest = 2;

/** What a repository's tests need, from its files alone. Without parts there is nothing that could be detected. */
export function detectSetUp(files: RepositoryFiles): SetUp {
  const workflows = readOwnWorkflows(files);
  const atTop = detectIn(files, workflows, '');
  const own = atTop.filter(({ isBelow }) => !isBelow);
  const top = own.length > 0 ? own : atTop;
  const below = foldersWithManifests(files).flatMap((directory) => detectIn(files, workflows, directory));
  const [parts, left] = top.length > 0 ? [top, uncovered(below, top)] : [outermost(below), []];
  const { services, environment, workflow, left: leftServices } = findServices(workflows);
  const systemPackages = findSystemPackages(workflows);
  return {
    parts: parts.slice(0, mostParts),
    services,
    environment,
    systemPackages,
    findings: [
      ...(workflow === null || services.length === 0
        ? []
        : [`Services: ${services.map(({ image }) => `\`${image}\``).join(', ')}, as in \`${workflow}\`.`]),
      ...(systemPackages.length === 0 ? [] : [`System packages: ${systemPackages.join(', ')}, as in other workflows.`]),
    ],
    checks: [
      ...[...left, ...parts.slice(mostParts)].map(
        ({ directory, ecosystem }) => `\`${directory}\` has tests of its own (${ecosystem}), which are not run.`,
      ),
      ...leftServices.map((name) => `The service \`${name}\` needs a secret or a matrix, so it was left out.`),
    ],
  };
}

function detectIn(files: RepositoryFiles, workflows: readonly OwnWorkflow[], directory: string): Part[] {
  const folder = openFolder(files, workflows, directory);
  return ecosystems.flatMap((detect) => {
    const part = detect(folder);
    return part === null ? [] : [withCodeCheck(part, findCodeCheck(folder, part))];
  });
}

function withCodeCheck(part: Part, codeCheck: string | null): Part {
  if (codeCheck === null) return part;
  const finding = `Before a commit on a machine: \`${codeCheck}\`, as \`validate\` in \`.github/goat.yml\`.`;
  return { ...part, codeCheck, findings: [...part.findings, finding] };
}

/** Folders near the top that hold a manifest, those nearest to the top first. */
function foldersWithManifests({ texts }: RepositoryFiles): string[] {
  const folders = Object.keys(texts)
    .filter((path) => !path.startsWith('.') && !isForeign(path))
    .map((path) => path.split('/').slice(0, -1).join('/'))
    .filter((directory) => directory !== '' && isPlain(directory) && /^[\w@][\w@./-]*$/.test(directory))
    .filter((directory) => directory.split('/').length <= deepest);
  return [...new Set(folders)].sort((one, other) => one.length - other.length || (one < other ? -1 : 1));
}

/** Without those that lie inside another of the same tool: a workspace's package is run with its workspace. */
function outermost(parts: readonly Part[]): Part[] {
  return parts.filter((part) => !parts.some((other) => other !== part && covers(other, part)));
}

function uncovered(below: readonly Part[], top: readonly Part[]): Part[] {
  return outermost(below).filter((part) => !top.some((other) => covers(other, part)));
}

function covers(outer: Part, inner: Part): boolean {
  const isInside = outer.directory === '' || inner.directory.startsWith(`${outer.directory}/`);
  return isInside && outer.ecosystem === inner.ecosystem;
}
