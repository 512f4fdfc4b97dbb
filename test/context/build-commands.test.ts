import { expect, test } from 'vitest';
import { buildCommands } from '../../src/context/build-commands.ts';

/** The commands that these files tell of. */
function commands(files: Readonly<Record<string, string>>): string[] {
  return buildCommands(Object.keys(files), (path) => (files[path] ?? '').split('\n')).map(({ command }) => command);
}

test.each([
  [
    { 'package.json': '{"scripts":{"test":"vitest","build":"tsc","lint:fix":"x","postinstall":"rm"}}' },
    ['npm test', 'npm run build', 'npm run lint:fix'],
  ],
  [
    { 'package.json': '{"packageManager":"pnpm@9.1.0","scripts":{"test":"x","types":"tsc"}}' },
    ['pnpm test', 'pnpm run types'],
  ],
  [{ 'composer.json': '{"scripts":{"test":["@phpunit"]}}' }, ['composer run test']],
  [{ Makefile: 'CC := gcc\ntest: build\n\tgo test\nbuild:\n.PHONY: test\nclean:\n' }, ['make test', 'make build']],
  [{ 'pyproject.toml': '[tool.pytest.ini_options]', 'tox.ini': '' }, ['python -m pytest', 'tox']],
  [{ 'pytest.ini': '', 'conftest.py': '' }, ['python -m pytest']],
  [{ 'pyproject.toml': '[project]' }, []],
  [{ 'pom.xml': '', mvnw: '' }, ['./mvnw test']],
  [{ 'build.gradle.kts': '' }, ['gradle test']],
  [{ 'Cargo.toml': '', 'go.mod': '' }, ['cargo build', 'cargo test', 'go build ./...', 'go test ./...']],
  [{ 'packages/a/package.json': '{"scripts":{"test":"x"}}' }, []],
])('%j', (files, expected) => {
  expect(commands(files)).toEqual(expected);
});

test.each(['', 'no JSON', '[]', 'null', '{"scripts":null}', '{"scripts":[1]}', '{"packageManager":7}'])(
  'a manifest of %j tells nothing',
  (text) => {
    expect(commands({ 'package.json': text })).toEqual([]);
  },
);

test('names that could be anything are left out, and there are never many', () => {
  const scripts = Object.fromEntries(Array.from({ length: 99 }, (_, index) => [`test:${index}`, 'x']));
  expect(commands({ 'package.json': JSON.stringify({ scripts }) })).toHaveLength(12);
  expect(commands({ 'package.json': '{"scripts":{"test; rm -rf /":"x","test:a\\nb":"x"}}' })).toEqual([]);
});
