import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultLimits } from '../../../src/adapters/sandbox/default-limits.ts';
import { detectSandbox } from '../../../src/adapters/sandbox/detect-sandbox.ts';
import { inBash } from '../../../src/adapters/sandbox/in-bash.ts';
import { runCommand } from '../../../src/adapters/sandbox/run-command.ts';
import { temporaryFolder } from '../../workspace/temporary-repository.ts';
import { wish } from './sandboxes.ts';

/** A folder of programs, of which those named are scripts of ours. */
async function programs(scripts: Readonly<Record<string, string>>) {
  const folder = await temporaryFolder();
  for (const [name, script] of Object.entries(scripts)) {
    await writeFile(join(folder, name), `#!/bin/bash\n${script}\n`);
    await chmod(join(folder, name), 0o755);
  }
  return { folder, environment: { PATH: `${folder}:/usr/bin:/bin`, HOME: '/nonexistent' } };
}

const broken = {
  bwrap: 'echo "bwrap: No permissions." >&2; exit 1',
  unshare: 'echo "unshare: failed: denied" >&2; exit 1',
};

test('what is installed but does not work is passed over, and the refusal says why, with what to do', async () => {
  const { environment } = await programs(broken);
  const found = await detectSandbox(wish({ environment, engineEnvironment: environment }));
  expect(found).toHaveProperty('refused', expect.stringContaining('docker: no image is named by --image'));
  expect(found).toHaveProperty('refused', expect.stringContaining('bubblewrap: "bwrap: No permissions"'));
  expect(found).toHaveProperty('refused', expect.stringContaining('unshare: "unshare: failed: denied"'));
  expect(found).toHaveProperty('refused', expect.stringContaining('--allow-local-tests'));
  expect(JSON.stringify(found)).not.toContain('\\n');
});

test('rights that were allowed are used only where nothing works', async () => {
  const { environment } = await programs(broken);
  const found = await detectSandbox(wish({ environment, allowNone: true }));
  expect(found).toMatchObject({ sandbox: { name: 'none' } });
  const { environment: working } = await programs({ ...broken, bwrap: 'exit 0' });
  expect(await detectSandbox(wish({ environment: working, allowNone: true }))).toMatchObject({
    sandbox: { name: 'bubblewrap' },
  });
});

test('no sandbox at all has to be asked for and allowed', async () => {
  expect(await detectSandbox(wish({ name: 'none', allowNone: true }))).toMatchObject({ sandbox: { name: 'none' } });
  expect(await detectSandbox(wish({ name: 'none' }))).toMatchObject({ refused: expect.stringContaining('allow it') });
});

test('the one that was asked for is used, or nothing', async () => {
  const { environment } = await programs(broken);
  const found = await detectSandbox(wish({ name: 'unshare', environment, allowNone: true }));
  expect(found).toEqual({
    refused: expect.stringMatching(/^The tests cannot run in the sandbox that was asked for: unshare: .*denied"\.$/),
  });
});

test.each([
  ['that is not installed', {}, 'podman: not installed'],
  ['whose engine does not answer', { podman: 'exit 1' }, 'podman: its engine does not answer'],
  [
    'that cannot start the image',
    { podman: '[ $1 != info ] || { echo false; exit; }; echo "Error: no such image" >&2; exit 125' },
    'podman: "Error: no such image"',
  ],
])('an engine %s is refused', async (_, scripts, why) => {
  // The machine's own may be there: it is hidden by a PATH of ours alone.
  const { folder } = await programs(scripts);
  const environment = { PATH: folder, HOME: '/nonexistent' };
  const found = await detectSandbox(
    wish({ name: 'podman', image: 'shop:1', environment, engineEnvironment: environment }),
  );
  expect(found).toEqual({ refused: expect.stringContaining(why) });
});

/** A client that writes its arguments down and runs what a container would, here. */
const docker = `
here=$(dirname "$0")
printf '%s\\n' "$*" >> "$here/calls"
case $1 in
  info) echo '["name=seccomp"]' ;;
  run) while [ "$1" != shop:1 ]; do shift; done; shift; exec bash "$@" ;;
esac`;

test('a container is taken where it works, is given its limits, and is removed when its time is over', async () => {
  const { folder, environment } = await programs({ docker });
  const found = await detectSandbox(wish({ image: 'shop:1', environment, engineEnvironment: environment }));
  if ('refused' in found) throw new Error(found.refused);
  expect(found.sandbox).toMatchObject({ name: 'docker', description: 'in a container (docker, shop:1)' });

  const [tree, home, temporary] = [await temporaryFolder(), await temporaryFolder(), await temporaryFolder()];
  const launch = await found.sandbox.launch({
    argv: inBash('echo running; sleep 300', join(home, 'started')),
    ...{ tree, home, temporary, environment: { CI: 'true', PATH: '/secret/bin' } },
    ...{
      network: false,
      userPackages: false,
      limits: { ...defaultLimits(), processes: 77, memoryBytes: 1e9, cpus: 2 },
    },
  });
  const { signal } = new AbortController();
  const result = await runCommand({ ...launch, directory: tree, timeoutSeconds: 1, onOutput: () => undefined, signal });
  expect(result).toMatchObject({ exitCode: null, timedOut: true });
  expect(result.log.toString()).toBe('running\n');

  const calls = (await readFile(join(folder, 'calls'), 'utf8')).split('\n');
  const run = calls.findLast((line) => line.startsWith('run ')) ?? '';
  for (const option of [
    ...['--network none', '--read-only', '--cap-drop ALL', '--security-opt no-new-privileges', '--pids-limit 77'],
    ...['--memory 1000000000', '--memory-swap 1000000000', '--cpus 2', `--workdir ${tree}`, '--env CI=true'],
    ...[`--volume ${tree}:${tree}:Z`, `--volume ${temporary}:/tmp:Z`, `--env HOME=${home}`, '--entrypoint bash shop:1'],
  ]) {
    expect(run).toContain(option);
  }
  expect(run).not.toContain('/secret/bin');
  const name = /--name (\S+)/.exec(run)?.[1];
  expect(calls).toContain(`rm --force ${name}`);
});
