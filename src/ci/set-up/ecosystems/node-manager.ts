import { actions } from '../actions.ts';
import type { Folder } from '../folder.ts';
import type { SetUpStep } from '../set-up.ts';
import type { Manifest } from './node-manifest.ts';

/** How a package manager is set up and called. */
export interface NodeManager {
  readonly name: 'npm' | 'pnpm' | 'yarn' | 'bun';
  readonly finding: string;
  readonly check: string | null;
  /** Before Node itself. */
  readonly tools: readonly SetUpStep[];
  readonly install: readonly string[];
  /** Runs the script `test`. */
  readonly test: string;
  /** What stands between that and options that are meant for the script. */
  readonly separator: ' --' | '';
  /** Runs the script of the workspaces that have one: those in these folders. */
  readonly testWorkspaces: (folders: readonly string[]) => string;
}

type Name = NodeManager['name'];

const lockFiles: readonly (readonly [string, Name])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['yarn.lock', 'yarn'],
  ['package-lock.json', 'npm'],
  ['npm-shrinkwrap.json', 'npm'],
];

/** The manager that `packageManager` or a lock file names; npm where none does. */
export function nodeManager(folder: Folder, manifest: Manifest): NodeManager {
  const [, named, version = ''] = /^(npm|pnpm|yarn|bun)@(\d+[\w.-]*)/.exec(manifest.packageManager ?? '') ?? [];
  const [lockFile, byLock] = lockFiles.find(([file]) => folder.names.has(file)) ?? [null, 'npm' as const];
  const name = lockFiles.find(([, manager]) => manager === named)?.[1] ?? byLock;
  const isLocked = lockFile !== null && name === byLock;
  const reason = named === undefined ? (lockFile ?? 'package.json without a lock file') : '`packageManager`';
  return {
    name,
    finding: `${name}, by ${reason.includes(' ') || reason.startsWith('`') ? reason : `\`${reason}\``}.`,
    check: isLocked ? null : 'There is no lock file, so each run installs the newest versions that fit.',
    ...managers[name](folder, version, isLocked),
  };
}

type Calls = Pick<NodeManager, 'tools' | 'install' | 'test' | 'separator' | 'testWorkspaces'>;

const managers: Readonly<Record<Name, (folder: Folder, version: string, isLocked: boolean) => Calls>> = {
  npm: (_folder, _version, isLocked) => ({
    tools: [],
    install: [isLocked ? 'npm ci' : 'npm install'],
    test: 'npm test',
    separator: ' --',
    testWorkspaces: () => 'npm test --workspaces --if-present',
  }),
  pnpm: (folder, version, isLocked) => ({
    // The action reads `packageManager` of the top by itself, and refuses to be told a second version.
    tools: [
      {
        action: actions.setupPnpm,
        ...(version !== '' && folder.directory === '' ? {} : { with: { version: version || pnpmVersion(folder) } }),
      },
    ],
    install: [isLocked ? 'pnpm install --frozen-lockfile' : 'pnpm install'],
    test: 'pnpm run test',
    separator: '',
    testWorkspaces: () => 'pnpm --recursive run test',
  }),
  yarn: (folder, version, isLocked) => {
    const isModern = folder.names.has('.yarnrc.yml') || /^[2-9]/.test(version);
    const isInRepository = /^yarnPath:/m.test(folder.text('.yarnrc.yml'));
    // Node ships corepack no more since version 25.
    const corepack = ['npm install --global --force corepack', 'corepack enable yarn'];
    const frozen = isModern ? '--immutable' : '--frozen-lockfile';
    return {
      tools: [],
      install: [...(isModern && !isInRepository ? corepack : []), isLocked ? `yarn install ${frozen}` : 'yarn install'],
      test: 'yarn test',
      separator: '',
      // The first yarn has no word for "where there is such a script".
      testWorkspaces: (folders) =>
        isModern
          ? 'yarn workspaces foreach --all run test'
          : folders.map((name) => `yarn --cwd ${name} test`).join(' && '),
    };
  },
  bun: (folder, _version, isLocked) => ({
    tools: [{ action: actions.setupBun, ...bunVersion(folder) }],
    install: [isLocked ? 'bun install --frozen-lockfile' : 'bun install'],
    test: 'bun run test',
    separator: '',
    testWorkspaces: () => "bun run --filter '*' test",
  }),
};

/** The newest pnpm that reads a lock file as it is: https://pnpm.io/installation#compatibility */
function pnpmVersion(folder: Folder): string {
  const [, format = ''] = /^lockfileVersion: '?(\d+)/.exec(folder.text('pnpm-lock.yaml')) ?? [];
  return { '5': '7', '6': '8' }[format] ?? '10';
}

function bunVersion({ names, directory, text }: Folder): { with?: { [name: string]: string } } {
  const here = directory === '' ? '' : `${directory}/`;
  if (names.has('.bun-version')) return { with: { 'bun-version-file': `${here}.bun-version` } };
  return /"packageManager":\s*"bun@/.test(text('package.json'))
    ? { with: { 'bun-version-file': `${here}package.json` } }
    : {};
}
