import { readManifest, scriptOf } from './ecosystems/node-manifest.ts';
import { readPythonManifest } from './ecosystems/python-manifest.ts';
import type { Folder } from './folder.ts';
import type { Part } from './set-up.ts';

type Found = Pick<Part, 'ecosystem' | 'test'>;

/** Names of scripts, of each pair or more the first that is there. */
const scripts = [
  ['typecheck', 'type-check', 'check-types', 'types:check', 'tsc'],
  ['lint', 'lint:check'],
] as const;
/** A script that edits, watches or asks is no check. */
const isNoCheck = /--(?:fix|write|apply|watch)\b|\s-w\b|\bnpm init\b/;

/**
 * The linter and the type checker that a part plainly has: a script of that name, or a tool that is configured and installed.
 * A command of bash in the part's folder; null where there is none. Maven, Gradle and .NET have none of their own: what is
 * bound to their builds runs with the tests, and what is not would have to be fetched first.
 */
export function findCodeCheck(folder: Folder, part: Found): string | null {
  const commands = finders.flatMap((find) => find(folder, part));
  return commands.length === 0 ? null : commands.join(' && ');
}

const finders: readonly ((folder: Folder, part: Found) => readonly string[])[] = [
  ofNode,
  ofPython,
  (folder, { ecosystem }) => (ecosystem === 'Deno' && !folder.names.has('package.json') ? ['deno lint'] : []),
  (_folder, { ecosystem }) => (ecosystem === 'Go modules' ? ['go vet ./...'] : []),
  ({ names }, { ecosystem }) =>
    ecosystem === 'cargo' && (names.has('clippy.toml') || names.has('.clippy.toml'))
      ? ['cargo clippy --all-targets -- --deny warnings']
      : [],
  ({ names, text }, { ecosystem }) =>
    ecosystem === 'bundler' && names.has('.rubocop.yml') && /\brubocop\b/.test(text('Gemfile') + text('Gemfile.lock'))
      ? ['bundle exec rubocop']
      : [],
  ({ names, text }, { ecosystem }) =>
    ecosystem === 'composer' &&
    [...names].some((name) => /^phpstan(?:\.dist)?\.neon(?:\.dist)?$/.test(name)) &&
    text('composer.json').includes('"phpstan/phpstan"')
      ? ['vendor/bin/phpstan analyse --no-progress']
      : [],
  ({ names, text }, { ecosystem }) =>
    ecosystem === 'mix' && names.has('.credo.exs') && text('mix.exs').includes(':credo') ? ['mix credo'] : [],
];

function ofNode({ text }: Folder, { ecosystem }: Found): string[] {
  const manifest = readManifest(text('package.json'));
  if (manifest === null || !['npm', 'pnpm', 'yarn', 'bun'].includes(ecosystem)) return [];
  return scripts.flatMap((names) => {
    const name = names.find((one) => {
      const script = scriptOf(manifest, one);
      return script !== undefined && !isNoCheck.test(script);
    });
    return name === undefined ? [] : [`${ecosystem} run ${name}`];
  });
}

function ofPython(folder: Folder, { test }: Found): string[] {
  const [run, ...others] = test.plain.split('python ');
  if (run === undefined || others.length === 0) return [];
  const { toml, dependencies } = readPythonManifest(folder);
  // A table of settings alone installs nothing.
  const installed = dependencies.replaceAll(/^\s*\[.*$/gm, '');
  const { names, text } = folder;
  const has = (tool: string, ...files: readonly string[]) =>
    new RegExp(`\\b${tool}\\b`).test(installed) &&
    (Object.hasOwn(toml.tool, tool) ||
      files.some((file) => names.has(file)) ||
      new RegExp(`^\\[(?:tool:)?${tool}\\]`, 'm').test(text('setup.cfg')));
  const paths = /^\s*files\s*=/m.test(text('mypy.ini')) || Object.hasOwn(Object(toml.tool.mypy), 'files') ? '' : ' .';
  return [
    ...(has('ruff', 'ruff.toml', '.ruff.toml') ? [`${run}ruff check .`] : []),
    ...(has('flake8', '.flake8') ? [`${run}flake8`] : []),
    ...(has('mypy', 'mypy.ini', '.mypy.ini') ? [`${run}mypy${paths}`] : []),
  ];
}
