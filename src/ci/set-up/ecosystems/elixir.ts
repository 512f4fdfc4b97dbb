import { actions } from '../actions.ts';
import type { Folder } from '../folder.ts';
import { versionsUsed } from '../own-workflows.ts';
import type { Part, SetUpStep } from '../set-up.ts';

/** Elixir: `mix test`. */
export function detectElixir(folder: Folder): Part | null {
  if (!folder.names.has('mix.exs') || !folder.paths.some((path) => path.endsWith('_test.exs'))) return null;
  const version = elixirVersion(folder);
  const locked = folder.names.has('mix.lock') ? ' --check-locked' : '';
  return {
    ecosystem: 'mix',
    directory: folder.directory,
    findings: ['Packages: mix, by `mix.exs`.', version.finding, 'Tests: `mix test`.'],
    checks: version.check === null ? [] : [version.check],
    tools: [version.step],
    install: [`mix deps.get${locked}`],
    test: { plain: 'mix test', all: 'mix test', some: `mix test "\${tests[@]}"` },
    reports: null,
  };
}

function elixirVersion({ names, directory, workflows }: Folder): {
  step: SetUpStep;
  finding: string;
  check: string | null;
} {
  const here = directory === '' ? '' : `${directory}/`;
  const action = actions.setupBeam;
  if (names.has('.tool-versions')) {
    const file = `${here}.tool-versions`;
    const step = { action, with: { 'version-file': file, 'version-type': 'strict' } };
    return { step, finding: `Elixir and Erlang: the versions in \`${file}\`.`, check: null };
  }
  const [elixir, erlang] = ['elixir-version', 'otp-version'].map((input) =>
    versionsUsed(workflows, 'erlef/setup-beam', input).at(-1),
  );
  const step = { action, with: { 'elixir-version': elixir ?? '1.18', 'otp-version': erlang ?? '27' } };
  return elixir !== undefined && erlang !== undefined
    ? { step, finding: `Elixir ${elixir} on Erlang ${erlang}, the newest that another workflow uses.`, check: null }
    : {
        step,
        finding: 'Elixir 1.18 on Erlang 27.',
        check: 'No file names the versions of Elixir and Erlang: look at `elixir-version` and `otp-version`.',
      };
}
