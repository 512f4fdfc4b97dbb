import { z } from 'zod';
import { keptWith } from './kept-with.ts';
import type { LinesOf } from './read-lines.ts';

/** A command that builds or checks a repository, and the file that tells of it. */
export interface BuildCommand {
  readonly command: string;
  readonly from: string;
}

/** Scripts, targets and recipes that say how a change is built and checked. */
const telling =
  /^(?:all|build|check|ci|compile|fmt|format|lint|test|tests|typecheck|types|unit|verify)(?:[:_-][\w:.-]{1,30})?$/;
const mostOfOneFile = 12;
const mostCommands = 30;

type Reader = (lines: readonly string[], paths: ReadonlySet<string>) => readonly string[];

const always =
  (...commands: readonly string[]): Reader =>
  () =>
    commands;

/** By the names of files at the top of a repository. */
const readers: readonly (readonly [RegExp, Reader])[] = [
  [/^package\.json$/, npmScripts],
  [/^composer\.json$/, (lines) => scriptsOf(lines).map((name) => `composer run ${name}`)],
  [/^(?:gnu)?makefile$/i, (lines) => targets(lines).map((name) => `make ${name}`)],
  [/^\.?justfile$/i, (lines) => targets(lines).map((name) => `just ${name}`)],
  [/^pytest\.ini$|^conftest\.py$/, always('python -m pytest')],
  [/^pyproject\.toml$|^setup\.cfg$/, (lines) => (lines.some(isPytestSection) ? ['python -m pytest'] : [])],
  [/^tox\.ini$/, always('tox')],
  [/^noxfile\.py$/, always('nox')],
  [/^Cargo\.toml$/, always('cargo build', 'cargo test')],
  [/^go\.mod$/, always('go build ./...', 'go test ./...')],
  [/^pom\.xml$/, (_, paths) => [`${paths.has('mvnw') ? './mvnw' : 'mvn'} test`]],
  [/^build\.gradle(?:\.kts)?$/, (_, paths) => [`${paths.has('gradlew') ? './gradlew' : 'gradle'} test`]],
  [/^build\.sbt$/, always('sbt test')],
  [/^\.rspec$/, always('bundle exec rspec')],
  [/^Rakefile$/, always('bundle exec rake')],
  [/^mix\.exs$/, always('mix test')],
  [/^Package\.swift$/, always('swift build', 'swift test')],
  [/\.slnx?$/, always('dotnet build', 'dotnet test')],
  [/^CMakeLists\.txt$/, always('cmake -B build && cmake --build build', 'ctest --test-dir build')],
  [/^build\.zig$/, always('zig build test')],
  [/^pubspec\.yaml$/, always('dart test')],
  [/^dune-project$/, always('dune build', 'dune test')],
  [/\.cabal$/, always('cabal test')],
  [/^foundry\.toml$/, always('forge test')],
];

/** The files at the top that `buildCommands` reads. */
export function manifestPaths(paths: readonly string[]): string[] {
  return pathsAtTop(paths).filter((path) => readers.some(([name]) => name.test(path)));
}

const pathsAtTop = keptWith((paths: readonly string[]) => paths.filter((path) => !path.includes('/')));

/** How a repository is built and checked, as far as the files at its top tell. Nothing of it is run. */
export function buildCommands(paths: readonly string[], linesOf: LinesOf): BuildCommand[] {
  const known = new Set(pathsAtTop(paths));
  const found = manifestPaths(paths).flatMap((path) =>
    readers
      .filter(([name]) => name.test(path))
      .flatMap(([, read]) => read(linesOf(path), known).slice(0, mostOfOneFile))
      .map((command) => ({ command, from: path })),
  );
  const first = new Map(found.toReversed().map((each) => [each.command, each]));
  return found.filter((each) => first.get(each.command) === each).slice(0, mostCommands);
}

const manifest = z.object({
  packageManager: z.string().optional(),
  scripts: z.record(z.string(), z.unknown()).default({}),
});

function readManifest(lines: readonly string[]) {
  try {
    return manifest.safeParse(JSON.parse(lines.join('\n'))).data;
  } catch {
    // A manifest that is no JSON tells nothing.
    return undefined;
  }
}

function scriptsOf(lines: readonly string[]): string[] {
  return Object.keys(readManifest(lines)?.scripts ?? {}).filter((name) => telling.test(name));
}

function npmScripts(lines: readonly string[]): string[] {
  const runner = /^(?:npm|pnpm|yarn|bun)(?=@)/.exec(readManifest(lines)?.packageManager ?? '')?.[0] ?? 'npm';
  return scriptsOf(lines).map((name) => (name === 'test' ? `${runner} test` : `${runner} run ${name}`));
}

function targets(lines: readonly string[]): string[] {
  const names = lines.flatMap((line) => /^([A-Za-z][\w.-]*)\s*:(?!=)/.exec(line)?.[1] ?? []);
  return [...new Set(names)].filter((name) => telling.test(name));
}

function isPytestSection(line: string): boolean {
  return /^\[tool[.:]pytest/.test(line);
}
