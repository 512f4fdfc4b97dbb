import { actions } from '../actions.ts';
import { type Folder, isPlain } from '../folder.ts';
import type { SetUpStep } from '../set-up.ts';
import { type PythonManifest, requirementFilesOf } from './python-manifest.ts';

/** How a project's dependencies are installed, and how what they bring is called. */
export interface PythonInstaller {
  readonly name: string;
  readonly finding: string;
  readonly tools: readonly SetUpStep[];
  readonly install: readonly string[];
  /** Stands before a command, with a space behind it. */
  readonly run: string;
}

const testNames = ['test', 'tests', 'testing', 'dev', 'develop', 'development'];

/** The installer that a lock file or a table of pyproject.toml names; pip where none does. */
export function pythonInstaller(folder: Folder, manifest: PythonManifest, needsPytest: boolean): PythonInstaller {
  const { names } = folder;
  const { tool } = manifest.toml;
  const has = (file: string, table: string) =>
    names.has(file) ? `\`${file}\`` : Object.hasOwn(tool, table) ? `\`[tool.${table}]\`` : null;
  const uv = has('uv.lock', 'uv');
  const poetry = has('poetry.lock', 'poetry');
  const pdm = has('pdm.lock', 'pdm');
  const extras = testNames.filter((name) => manifest.extras.includes(name));
  const groups = testNames.filter((name) => manifest.groups.includes(name));
  const flags = (option: string, values: readonly string[]) => values.map((value) => ` ${option} ${value}`).join('');
  if (uv !== null) {
    const locked = names.has('uv.lock') ? ' --locked' : '';
    return {
      name: 'uv',
      finding: `uv, by ${uv}.`,
      tools: [{ action: actions.setupUv, with: { 'enable-cache': false } }],
      install: [`uv sync${locked}${flags('--extra', extras)}${flags('--group', groups)}`],
      run: needsPytest ? 'uv run --no-sync --with pytest ' : 'uv run --no-sync ',
    };
  }
  if (poetry !== null) {
    const more = needsPytest ? ['poetry run pip install pytest'] : [];
    return {
      name: 'poetry',
      finding: `poetry, by ${poetry}.`,
      tools: [],
      install: [
        'pipx install poetry',
        `poetry install --no-interaction${flags('--with', groups)}${flags('--extras', extras)}`,
        ...more,
      ],
      run: 'poetry run ',
    };
  }
  if (pdm !== null) {
    const locked = names.has('pdm.lock') ? ' --frozen-lockfile' : '';
    const more = needsPytest ? ['pdm run python -m ensurepip', 'pdm run python -m pip install pytest'] : [];
    return {
      name: 'pdm',
      finding: `pdm, by ${pdm}.`,
      tools: [],
      install: ['pipx install pdm', `pdm install${locked}${flags('--group', [...extras, ...groups])}`, ...more],
      run: 'pdm run ',
    };
  }
  if (names.has('Pipfile')) {
    const more = needsPytest ? ['pipenv run pip install pytest'] : [];
    const install = names.has('Pipfile.lock') ? 'pipenv sync --dev' : 'pipenv install --dev';
    return {
      name: 'pipenv',
      finding: 'pipenv, by `Pipfile`.',
      tools: [],
      install: ['pipx install pipenv', install, ...more],
      run: 'pipenv run ',
    };
  }
  return pip(folder, manifest, { extras, groups, needsPytest });
}

/** `requirements-dev.txt`, `test-requirements.txt`, `requirements/tests.txt`; not `requirements_test_min.txt`. */
const ofTests =
  /^(?:requirements[-_./])?(?:dev|develop|development|test|tests|testing|ci)(?:[-_.]requirements)?\.txt$/i;

function pip(
  folder: Folder,
  { isPackage }: PythonManifest,
  { extras, groups, needsPytest }: { extras: readonly string[]; groups: readonly string[]; needsPytest: boolean },
): PythonInstaller {
  const own = folder.names.has('requirements.txt') ? ['requirements.txt'] : [];
  const files = [...own, ...requirementFilesOf(folder).filter((path) => ofTests.test(path) && isPlain(path))].slice(
    0,
    4,
  );
  const editable = extras.length === 0 ? '--editable .' : `--editable '.[${extras.join(',')}]'`;
  const wanted = [
    ...files.map((file) => `--requirement ${file}`),
    ...groups.map((group) => `--group ${group}`),
    ...(isPackage ? [editable] : []),
    ...(needsPytest ? ['pytest'] : []),
  ];
  const from = [...files.map((file) => `\`${file}\``), ...(isPackage ? ['the package itself'] : [])];
  return {
    name: 'pip',
    finding: `pip${from.length === 0 ? '' : `, with ${from.join(', ')}`}.`,
    tools: [],
    install: [
      'python -m pip install --upgrade pip',
      ...(wanted.length > 0 ? [`python -m pip install ${wanted.join(' ')}`] : []),
    ],
    run: '',
  };
}
