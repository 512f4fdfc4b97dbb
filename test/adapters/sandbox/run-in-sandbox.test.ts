import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createLocalTestRunner, type LocalTestRunnerParts } from '../../../src/adapters/sandbox/local-test-runner.ts';
import type { Sandbox, SandboxLimits } from '../../../src/adapters/sandbox/sandbox.ts';
import { inMemoryControl, inMemorySteps } from '../../fakes/in-memory-steps.ts';
import { listen } from '../../fakes/listen.ts';
import { temporaryFolder, temporaryRepository } from '../../workspace/temporary-repository.ts';
import { environment, sandboxesHere } from './sandboxes.ts';

const limits: SandboxLimits = { memoryBytes: 512 * 1024 ** 2, processes: 200, cpus: 1 };

/** Runs a command in a sandbox as the tests of a fix run. */
async function runTests(sandbox: Sandbox, testCommand: string, part: Partial<LocalTestRunnerParts> = {}) {
  const { gitDir, commit } = await temporaryRepository({ 'a.txt': 'one\n' });
  const directory = await temporaryFolder();
  const runner = createLocalTestRunner({
    gitDir,
    directory,
    sourceDirectory: gitDir,
    testCommand,
    setupCommand: null,
    sandbox,
    limits,
    environment,
    ...part,
  });
  const request = { taskId: '01TASK', branch: 'main', commit, run: '1', first: [] };
  const report = await runner.run(request, inMemorySteps(), inMemoryControl());
  return { report, log: report.logTail, tree: join(directory, '01TASK', 'tree') };
}

async function serverHere() {
  const server = createServer((_, response) => response.end('reached'));
  onTestFinished(() => void server.close());
  return await listen(server);
}

const fetchFrom = (url: string) =>
  `node -e "fetch('${url}').then((r) => r.text()).then(console.log, () => console.log('unreachable'))"`;

const here = await sandboxesHere();

// A machine that can make none has nothing to try; `sandboxesHere` has said so. The way there is tested everywhere.
describe.each(here.map((sandbox) => [sandbox.name, sandbox] as const))('tests in %s', (_, sandbox) => {
  test('give their exit code and their output, in order', async () => {
    const { report, log } = await runTests(sandbox, 'cat a.txt; echo two >&2; echo three; exit 3');
    expect(report.outcome).toBe('failed');
    expect(log).toBe('one\ntwo\nthree');
    expect((await runTests(sandbox, 'true')).report.outcome).toBe('passed');
    expect((await runTests(sandbox, 'no-such-tool')).report.reason).toContain('was not found');
  });

  test('write JUnit XML that is read back', async () => {
    const xml = '<testsuite name="s"><testcase name="t"><failure message="m"/></testcase></testsuite>';
    const { report } = await runTests(sandbox, `echo '${xml}' > goat-results/a.xml; exit 1`);
    expect(report.results).toMatchObject({ format: 'junit', failed: 1 });
  });

  test('reach no network, not even this machine; each other, they do', async () => {
    const url = await serverHere();
    expect((await runTests(sandbox, fetchFrom(url))).log).toBe('unreachable');
    const alone = `require('http').createServer((_, r) => r.end('own')).listen(0, function () {
      fetch('http://127.0.0.1:' + this.address().port).then((r) => r.text()).then((t) => { console.log(t); process.exit(); });
    })`;
    expect((await runTests(sandbox, `node -e "${alone}"`)).log).toBe('own');
  });

  test('run behind a set-up that has the network, and keep what it left in the tree and in its home', async () => {
    const url = await serverHere();
    const setupCommand = `${fetchFrom(url)} | tee fetched > "$HOME/cache"`;
    expect((await runTests(sandbox, 'cat fetched ~/cache', { setupCommand })).log).toBe('reached\nreached');
  });

  test('write to their tree, their home and a temporary folder of their own, and nowhere else', async () => {
    const outside = await temporaryFolder();
    const places = ['/usr/goat-test', '/etc/goat-test', '/goat-test', '/dev/goat-test', `${outside}/goat-test`];
    const attempts = places.map((place) => `(echo x > ${place}) 2> /dev/null && echo "wrote ${place}";`).join(' ');
    const { log, tree } = await runTests(
      sandbox,
      `set +e; ${attempts} echo x > a.txt; echo x > ~/a; echo x > /tmp/goat-test; cat /tmp/goat-test ~/a`,
    );
    expect(log).toBe('x\nx');
    expect(await readFile(join(tree, 'a.txt'), 'utf8')).toBe('x\n');
    for (const place of [...places, '/tmp/goat-test']) expect(existsSync(place)).toBe(false);
  });

  test("cannot change the kernel's settings, mount, or take back what was made read-only", async () => {
    const { log } = await runTests(
      sandbox,
      `set +e
      (cat /proc/sys/kernel/core_pattern > p && cat p > /proc/sys/kernel/core_pattern) 2> /dev/null && echo settings
      mount -o remount,bind,rw /usr 2> /dev/null && echo remounted
      umount /usr 2> /dev/null && echo unmounted
      unshare --user --map-root-user --mount mount -o remount,bind,rw /usr 2> /dev/null && echo remounted inside
      grep -E '^(CapEff|NoNewPrivs)' /proc/self/status`,
    );
    expect(log).toBe('CapEff:\t0000000000000000\nNoNewPrivs:\t1');
  });

  test("FAULT 51: see no file of the user's, and no process", async () => {
    const [home, project] = [await temporaryFolder(), await temporaryFolder()];
    await writeFile(join(home, '.netrc'), 'password canary');
    await writeFile(join(project, '.env'), 'TOKEN=canary');
    const command = `set +e; cat ${home}/.netrc ${project}/.env /proc/[0-9]*/environ; echo; ls -d /proc/[0-9]* | wc -l`;
    const { log } = await runTests(sandbox, command, { environment: { ...environment, HOME: home } });
    expect(log).not.toContain('canary');
    expect(Number(log.split('\n').at(-1))).toBeLessThan(10);
  });

  test('FAULT 51: see nothing of the environment but what is given, where their tools are, and a home of their own', async () => {
    const { log } = await runTests(sandbox, 'env', { environment: { ...environment, GIVEN: 'yes' } });
    const names = log.split('\n').map((line) => line.split('=')[0] ?? '');
    const others = names.filter(
      (name) => !/^(?:JEST_|PYTEST_|PWD$|OLDPWD$|SHLVL$|_$|\w+_(?:ROOT|HOME|DIR)$)/.test(name),
    );
    expect(others.sort()).toEqual(['CI', 'GIVEN', 'HOME', 'PATH', 'TMPDIR']);
    expect(log).not.toContain(`HOME=${environment.HOME}\n`);
  });

  test('of many processes are ended, all of them', async () => {
    const { report } = await runTests(
      sandbox,
      'for i in $(seq 100000); do (sleep 300 & sleep 300 & sleep 300) & done; wait',
    );
    expect(report).toMatchObject({ outcome: 'not run', reason: expect.stringContaining('more than 200 processes') });
  });

  test('that take more memory than they may, in one process or in several, end', async () => {
    const one = await runTests(sandbox, 'node -e "const all = []; for (;;) all.push(Buffer.alloc(1e7, 1))"');
    expect(one.report.outcome).not.toBe('passed');
    const several =
      'for i in 1 2 3 4; do node -e "globalThis.a = Buffer.alloc(2e8, 1); setTimeout(() => {}, 3e5)" & done; wait';
    const { report } = await runTests(sandbox, several);
    expect(report).toMatchObject({ outcome: 'not run', reason: expect.stringContaining('more than 512 MB of memory') });
  });

  test('that exceed their time leave nothing behind, not even what left their session', async () => {
    const mark = `goat-left-${process.pid}-${sandbox.name}`;
    const { report } = await runTests(
      sandbox,
      `setsid bash -c 'trap "" TERM HUP; exec -a ${mark} sleep 300' < /dev/null > /dev/null 2>&1 & echo started; sleep 300`,
      { timeoutSeconds: 8 },
    );
    expect(report).toMatchObject({ outcome: 'not run', reason: expect.stringContaining('did not end in time') });
    expect(report.logTail).toMatch(/^started/);
    await noProcess(mark);
  });

  test('that end leave nothing behind either', async () => {
    const mark = `goat-stays-${process.pid}-${sandbox.name}`;
    const { report } = await runTests(
      sandbox,
      `setsid bash -c 'exec -a ${mark} sleep 300' > /dev/null 2>&1 & echo done`,
    );
    expect(report).toMatchObject({ outcome: 'passed', logTail: 'done' });
    await noProcess(mark);
  });

  test('stop when a person stops the task', async () => {
    const stop = new AbortController();
    const onOutput = () => stop.abort(new Error('stopped by a person'));
    const { gitDir, commit } = await temporaryRepository({ 'a.txt': '' });
    const directory = await temporaryFolder();
    const parts = { gitDir, directory, sourceDirectory: gitDir, testCommand: 'echo running; sleep 300' };
    const runner = createLocalTestRunner({ ...parts, setupCommand: null, sandbox, limits, environment, onOutput });
    const request = { taskId: '01TASK', branch: 'main', commit, run: '1', first: [] };
    const running = runner.run(request, inMemorySteps(stop.signal), inMemoryControl());
    await expect(running).rejects.toThrow('stopped by a person');
  });
});

test('every sandbox of this machine is tried, or it is said that there is none', () => {
  if (here.length === 0) process.stderr.write('No sandbox can be made on this machine: none was tried.\n');
  expect(new Set(here.map(({ name }) => name)).size).toBe(here.length);
});

/** Processes are gone a moment after the command that they belonged to. */
async function noProcess(mark: string): Promise<void> {
  const isRunning = async () => {
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
    const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
    return lines.some((line) => line.split('\0').includes(mark));
  };
  await vi.waitUntil(async () => !(await isRunning()), { timeout: 20_000 });
}
