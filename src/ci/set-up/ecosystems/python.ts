import { actions } from '../actions.ts';
import { isForeign } from '../files-to-read.ts';
import type { Folder } from '../folder.ts';
import { compareVersions, versionsUsed } from '../own-workflows.ts';
import type { Part, SetUpStep, TestCommand } from '../set-up.ts';
import { pythonInstaller } from './python-installers.ts';
import { type PythonManifest, readPythonManifest } from './python-manifest.ts';

const projectFiles = [
  'pyproject.toml',
  'setup.py',
  'setup.cfg',
  'Pipfile',
  'tox.ini',
  'pytest.ini',
  'requirements.txt',
];

/** Python: uv, poetry, pdm, pipenv and pip; pytest, Django's runner and unittest. */
export function detectPython(folder: Folder): Part | null {
  if (!projectFiles.some((name) => folder.names.has(name))) return null;
  const manifest = readPythonManifest(folder);
  const tests = findTests(folder, manifest);
  if (tests === null) return null;
  const needsPytest = tests.tool === 'pytest' && !/\bpytest\b/.test(installed(folder, manifest));
  const installer = pythonInstaller(folder, manifest, needsPytest);
  const version = pythonVersion(folder, manifest);
  const run = (command: string) => installer.run + command;
  return {
    ecosystem: installer.name,
    directory: folder.directory,
    findings: [`Packages: ${installer.finding}`, version.finding, `Tests: ${tests.tool}.`],
    checks: [
      ...(version.check === null ? [] : [version.check]),
      ...(needsPytest ? ['No file asks for pytest, so the newest one is installed.'] : []),
    ],
    tools: [version.step, ...installer.tools],
    install: installer.install,
    test: {
      // On a machine nothing has synchronised before.
      plain: run(tests.test.plain).replace('--no-sync ', ''),
      all: run(tests.test.all),
      some: tests.test.some === null ? null : run(tests.test.some),
    },
    reports: null,
  };
}

/** What an installation brings: tox installs for itself alone, so what only tox.ini names is not there. */
function installed(folder: Folder, { dependencies }: PythonManifest): string {
  const tox = folder.text('tox.ini');
  return tox === '' ? dependencies : dependencies.replace(tox, '');
}

const testFile = /(?:^|\/)(?:test_[^/]*|[^/]*_test|tests?)\.py$/;

function findTests(folder: Folder, { dependencies }: PythonManifest): { tool: string; test: TestCommand } | null {
  const isPytest = /\bpytest\b/.test(dependencies) || folder.paths.some((path) => path.endsWith('conftest.py'));
  const hasTests = folder.paths.some((path) => testFile.test(path) && !isForeign(path));
  if (!hasTests) return null;
  if (folder.names.has('manage.py') && !/pytest-django/.test(dependencies)) {
    const plain = 'python manage.py test';
    return { tool: "Django's own runner", test: { plain, all: plain, some: null } };
  }
  if (!isPytest && !folder.paths.some((path) => /(?:^|\/)testing?s?\/test_[^/]*\.py$/.test(path))) {
    return { tool: 'unittest', test: { plain: 'python -m unittest', all: 'python -m unittest', some: null } };
  }
  const all = `python -m pytest --junit-xml=${folder.results('pytest')}`;
  return { tool: 'pytest', test: { plain: 'python -m pytest', all, some: `${all} "\${tests[@]}"` } };
}

function pythonVersion(
  { names, directory, workflows, text }: Folder,
  { toml }: PythonManifest,
): { step: SetUpStep; finding: string; check: string | null } {
  const here = directory === '' ? '' : `${directory}/`;
  const step = (input: Record<string, string>): SetUpStep => ({ action: actions.setupPython, with: input });
  if (names.has('.python-version')) {
    const file = `${here}.python-version`;
    return { step: step({ 'python-version-file': file }), finding: `Python: the version in \`${file}\`.`, check: null };
  }
  const tested = versionsUsed(workflows, 'actions/setup-python', 'python-version')
    .filter((one) => /^3\.\d+$/.test(one))
    .at(-1);
  if (tested !== undefined) {
    const finding = `Python: ${tested}, the newest that another workflow uses.`;
    return { step: step({ 'python-version': tested }), finding, check: null };
  }
  const classifiers = [
    ...(toml.project?.classifiers ?? []),
    ...['setup.py', 'setup.cfg'].flatMap((file) => text(file).split('\n')),
  ]
    .flatMap((line) => /Programming Language :: Python :: (3\.\d+)/.exec(line)?.[1] ?? [])
    .sort(compareVersions);
  const claimed = classifiers.at(-1);
  if (claimed !== undefined) {
    const finding = `Python: ${claimed}, the newest that the package says it supports.`;
    return { step: step({ 'python-version': claimed }), finding, check: null };
  }
  if (toml.project?.['requires-python'] !== undefined) {
    const finding = 'Python: the newest that `requires-python` allows.';
    return { step: step({ 'python-version-file': `${here}pyproject.toml` }), finding, check: null };
  }
  return {
    step: step({ 'python-version': '3.x' }),
    finding: 'Python: the newest one.',
    check:
      'No file names a version of Python, so the newest one is used; change `python-version` if you test with another.',
  };
}
