import { parse } from 'jsonc-parser';
import { z } from 'zod';
import { actions } from '../actions.ts';
import { type Folder, isPlain } from '../folder.ts';
import type { Part, SetUpStep } from '../set-up.ts';
import { readManifest, scriptOf } from './node-manifest.ts';

const schema = z.object({
  tasks: z
    .record(
      z.string(),
      // A task is a command, or an object that holds one.
      z.union([z.string(), z.object({ command: z.string() }).transform(({ command }) => command)]).catch(''),
    )
    .catch({})
    .default({}),
});

/** What `deno test` takes for tests: https://docs.deno.com/runtime/reference/cli/test/ */
const testFile = /(?:^|[/._])test\.[cm]?[jt]sx?$/;

/** Deno: its task `test`, or `deno test`. A package.json with a script of that name goes first. */
export function detectDeno(folder: Folder): Part | null {
  const file = ['deno.json', 'deno.jsonc'].find((name) => folder.names.has(name));
  const manifest = readManifest(folder.text('package.json'));
  if (file === undefined || (manifest !== null && scriptOf(manifest, 'test') !== undefined)) return null;
  const task =
    schema.safeParse(parse(folder.text(file), [], { allowTrailingComma: true })).data?.tasks.test?.trim() ?? '';
  if (task === '' && !folder.paths.some((path) => testFile.test(path))) return null;
  const version = denoVersion(folder);
  return {
    ecosystem: 'Deno',
    directory: folder.directory,
    findings: [
      `Packages: Deno, by \`${file}\`.`,
      version.finding,
      `Tests: ${task === '' ? '`deno test`' : 'the task `test`'}.`,
    ],
    checks: task === '' ? ['The tests may do all that the run may: narrow `--allow-all` where they need less.'] : [],
    tools: [version.step],
    install: [],
    test: testsOf(folder, task),
    reports: null,
  };
}

function testsOf(folder: Folder, task: string): Part['test'] {
  const plain = task === '' ? 'deno test --allow-all' : 'deno task test';
  // Only the last command takes what is written behind the task.
  const last = task.split(/&&|;/).at(-1)?.trim() ?? '';
  if (task !== '' && !/^deno test(?: |$)/.test(last)) return { plain, all: plain, some: null };
  const all = `${plain} --junit-path=${folder.results('deno')}`;
  const namesFiles = last
    .split(/\s+/)
    .slice(2)
    .some((word) => !word.startsWith('-'));
  return { plain, all, some: namesFiles ? null : `${all} "\${tests[@]}"` };
}

function denoVersion({ names, directory, text }: Folder): { step: SetUpStep; finding: string } {
  const here = directory === '' ? '' : `${directory}/`;
  const action = actions.setupDeno;
  const file = ['.dvmrc', '.deno-version', '.tool-versions'].find(
    (name) => names.has(name) && (name !== '.tool-versions' || /^deno\s/m.test(text(name))),
  );
  return file !== undefined && isPlain(here + file)
    ? {
        step: { action, with: { 'deno-version-file': here + file } },
        finding: `Deno: the version in \`${here}${file}\`.`,
      }
    : { step: { action, with: { 'deno-version': 'v2.x' } }, finding: 'Deno: the newest of version 2.' };
}
