import { once } from 'node:events';
import { createReadStream, createWriteStream, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { buildReport } from '../../src/ci/build-report.ts';
import { lineBlocks } from '../../src/ci/line-blocks.ts';
import { openLog } from '../../src/ci/open-log.ts';
import { describeMachine } from './machine.ts';

const fixtures = new URL('../fixtures/test-results/', import.meta.url);
const megabyte = 1_000_000;
const root = '/home/runner/work/shop/shop';
/** A recording of a shop with six tests says little of a log with many: between two of them stand so many lines. */
const chatter = 400;

/** Reads one long log of every recorded format, as Actions would give it: MEGABYTES, 100 where not given. */
export async function reports([size = '100']: readonly string[]): Promise<number> {
  const bytes = Number(size) * megabyte;
  if (!(bytes > 0)) {
    process.stderr.write('npm run bench -- reports MEGABYTES, where MEGABYTES is a number; 100 where not given.\n');
    return 2;
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'goat-reports-'));
  try {
    const file = path.join(folder, 'log.txt');
    await writeLog(file, bytes);
    const before = process.resourceUsage().maxRSS;
    const baseline = await timed(file, () => lineBlocks(() => undefined));
    const log = openLog(root);
    const reading = await timed(file, () => ({ add: log.add, end: () => undefined }));
    const { results } = buildReport({
      commit: 'bench',
      log: log.end(),
      junit: [],
      exitCode: 1,
      root,
      notRun: null,
      seconds: 0,
      url: null,
    });
    const peak = process.resourceUsage().maxRSS;
    process.stdout.write(
      [
        `${describeMachine()}`,
        `${Math.round(bytes / megabyte)} MB of log, ${results.formats?.length ?? 1} formats: ${results.formats?.join(', ')}`,
        `${results.passed} passed, ${results.failed} failed, ${results.skipped} skipped`,
        '| | seconds | of processor | MB a second |',
        '| --- | --- | --- | --- |',
        row('reading alone', baseline, bytes),
        row('reading the results', reading, bytes),
        `Peak memory of the process: ${Math.round(peak / 1024)} MiB, of which ${Math.round(before / 1024)} MiB before the log was read.`,
        '',
      ].join('\n'),
    );
    return 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The recordings one after the other, between them the lines of a chatty program, each line with its time. */
async function writeLog(file: string, bytes: number): Promise<void> {
  const names = readdirSync(fixtures).filter((name) => name.endsWith('.log'));
  const logs = names.map((name) => readFileSync(new URL(name, fixtures), 'utf8').split('\n'));
  const out = createWriteStream(file);
  let written = 0;
  for (let round = 0; written < bytes; round++) {
    const noise = Array.from(
      { length: chatter },
      (_, index) => `\u001b[2m[worker ${index % 8}]\u001b[0m GET /prices/${round}/${index} 200 in ${index % 97} ms`,
    );
    const lines = [...(logs[round % logs.length] ?? []), ...noise];
    const text = lines
      .map((line, index) => `2026-11-26T10:00:00.${String(index).padStart(7, '0')}Z ${line}\n`)
      .join('');
    written += Buffer.byteLength(text);
    if (!out.write(text)) await once(out, 'drain');
  }
  out.end();
  await finished(out);
}

interface Times {
  readonly wall: number;
  readonly processor: number;
}

async function timed(file: string, open: () => { add(chunk: Uint8Array): void; end(): void }): Promise<Times> {
  const reader = open();
  const start = performance.now();
  const cpu = process.cpuUsage();
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) reader.add(chunk);
  reader.end();
  const { user, system } = process.cpuUsage(cpu);
  return { wall: (performance.now() - start) / 1000, processor: (user + system) / 1e6 };
}

function row(what: string, { wall, processor }: Times, bytes: number): string {
  return `| ${what} | ${wall.toFixed(2)} | ${processor.toFixed(2)} | ${Math.round(bytes / megabyte / wall)} |`;
}
