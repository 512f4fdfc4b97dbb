import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { bubblewrapSandbox } from '../../../src/adapters/sandbox/bubblewrap-sandbox.ts';
import { defaultLimits } from '../../../src/adapters/sandbox/default-limits.ts';
import { fileView } from '../../../src/adapters/sandbox/file-view.ts';
import type { SandboxJob } from '../../../src/adapters/sandbox/sandbox.ts';
import { unshareSandbox } from '../../../src/adapters/sandbox/unshare-sandbox.ts';
import { temporaryFolder } from '../../workspace/temporary-repository.ts';

/** A user's home with tools and secrets, and a job whose folders lie in it. */
async function place(path: readonly string[], part: Partial<SandboxJob> = {}) {
  const home = await temporaryFolder();
  const add = async (file: string) => {
    await mkdir(dirname(join(home, file)), { recursive: true });
    await writeFile(join(home, file), '');
  };
  for (const file of [
    ...['.aws/credentials', '.ssh/id_rsa', '.netrc', 'work/.env', 'work/bin/run', 'work/lib/a.js', 'work/.git/HEAD'],
    ...['.nvm/versions/node/v24/bin/node', '.nvm/versions/node/v24/lib/npm', '.nvm/alias/default'],
    ...['.cargo/bin/cargo', '.cargo/credentials.toml', '.cargo/registry/index', '.rustup/toolchains/x'],
    ...[
      '.local/bin/poetry',
      '.local/share/keyrings/login',
      '.local/lib/x',
      '.pyenv/shims/python',
      '.docker/bin/docker',
    ],
    ...[
      '.docker/config.json',
      'go/bin/gopls',
      'go/src/own/secret.go',
      'go/pkg/mod/a',
      'opt/tool/bin/t',
      'opt/tool/lib/t',
    ],
    ...['task/tree/a', 'task/home/a', 'task/temporary/a'],
  ]) {
    await add(file);
  }
  await symlink(join(home, 'opt/tool'), join(home, 'current'));
  const job: SandboxJob = {
    argv: ['true'],
    tree: join(home, 'task/tree'),
    home: join(home, 'task/home'),
    temporary: join(home, 'task/temporary'),
    environment: { HOME: home, PATH: [...path.map((entry) => join(home, entry)), '/usr/bin'].join(':'), CI: 'true' },
    network: false,
    userPackages: false,
    limits: defaultLimits(),
    ...part,
  };
  const view = await fileView(job);
  const below = (writable: boolean) =>
    view.mounts
      .filter((mount) => mount.writable === writable && mount.at.startsWith(`${home}/`))
      .map(({ at }) => at.slice(home.length + 1));
  return { home, job, view, readable: below(false), writable: below(true) };
}

const managers = ['.nvm', '.pyenv', '.rustup'];

test('of a home, nothing is shown but the tools of version managers and the folders of the job', async () => {
  const { readable, writable, view, job } = await place([]);
  expect(readable).toEqual(managers);
  expect(writable).toEqual(['task/home', 'task/tree']);
  expect(view.mounts).toContainEqual({ from: job.temporary, at: '/tmp', writable: true });
  expect(view.environment).toMatchObject({ HOME: job.home, TMPDIR: '/tmp', CI: 'true' });
});

test.each([
  ['an installation is shown whole', 'opt/tool/bin', ['opt/tool']],
  ['a link is followed, and stands where PATH has it', 'current/bin', ['current/bin', 'opt/tool']],
  ['beside credentials, the programs alone are', '.cargo/bin', ['.cargo/bin']],
  ['beside data of all kinds, the programs alone are', '.local/bin', ['.local/bin']],
  ['beside settings, the programs alone are', '.docker/bin', ['.docker/bin']],
  ['beside sources, the programs alone are', 'go/bin', ['go/bin']],
  ['in a repository, the programs alone are', 'work/bin', ['work/bin']],
  ['what npm adds to PATH is not', 'work/node_modules/.bin', []],
  ['what is missing is not', 'gone/bin', []],
])('of a folder in PATH: %s', async (_, entry, shown) => {
  const { readable } = await place([entry]);
  expect(readable.filter((path) => !managers.some((manager) => path.startsWith(manager)))).toEqual(
    expect.arrayContaining(shown),
  );
  expect(readable.filter((path) => /^(?:\.cargo|\.local|\.docker|go|work)$/.test(path))).toEqual([]);
});

test('version managers are told where they are, because the home is another', async () => {
  const { view, home } = await place([]);
  expect(view.environment).toMatchObject({
    NVM_DIR: join(home, '.nvm'),
    PYENV_ROOT: join(home, '.pyenv'),
    RUSTUP_HOME: join(home, '.rustup'),
  });
});

test("without a set-up the packages that the user's tools have fetched are shown, without credentials", async () => {
  const { view, job, home } = await place([], { userPackages: true });
  expect(view.mounts).toContainEqual({
    from: join(home, '.cargo/registry'),
    at: join(job.home, '.cargo/registry'),
    writable: false,
  });
  expect(view.mounts.map(({ at }) => at)).toContain(join(job.home, 'go/pkg/mod'));
  expect(view.mounts.some(({ from }) => from.includes('credentials'))).toBe(false);
});

test('folders come before what lies in them', async () => {
  const { view } = await place(['opt/tool/bin', '.nvm/versions/node/v24/bin'], { userPackages: true });
  const places = view.mounts.map(({ at }) => at);
  for (const [index, at] of places.entries()) {
    expect(places.slice(0, index).some((earlier) => earlier.startsWith(`${at}/`))).toBe(false);
  }
});

test('bubblewrap is asked for namespaces of everything; the network is shared for a set-up alone', async () => {
  const { job } = await place([]);
  const { argv } = await bubblewrapSandbox.launch(job);
  expect(argv.slice(0, 6)).toEqual([
    'bwrap',
    '--unshare-all',
    '--die-with-parent',
    '--new-session',
    '--cap-drop',
    'ALL',
  ]);
  expect(argv.join(' ')).toContain(`--bind ${job.tree} ${job.tree}`);
  expect(argv.join(' ')).toContain('--ro-bind-try /proc/sys /proc/sys');
  expect(argv).not.toContain('--share-net');
  expect((await bubblewrapSandbox.launch({ ...job, network: true })).argv).toContain('--share-net');
});

test('unshare is asked for the same', async () => {
  const { job } = await place([]);
  const { argv, watched } = await unshareSandbox.launch(job);
  const options = [
    '--user',
    '--map-root-user',
    '--mount',
    '--pid',
    '--fork',
    '--kill-child',
    '--ipc',
    '--uts',
    '--net',
  ];
  expect(argv.slice(1, 10)).toEqual(options);
  expect(argv.join(' ')).toContain(`rw ${job.tree} ${job.tree}`);
  expect(watched).toEqual(job.limits);
  const beforeCommand = (await unshareSandbox.launch({ ...job, network: true })).argv;
  expect(beforeCommand).not.toContain('--net');
});
