import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { utimes } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { ServerConfig } from '../../../src/config/environment.ts';
import type { Death } from './mortal-server.ts';

const entry = fileURLToPath(new URL('./mortal-server.ts', import.meta.url));

export interface MortalServer {
  readonly url: string;
  /** The steps of its latest task, as it did them. */
  readonly steps: readonly string[];
  /** Resolves once it is dead, however it died. */
  readonly dead: Promise<void>;
  /** Told before the task that it is to die in is started. */
  dieAt(death: Death): void;
  kill(): Promise<void>;
}

/** Starts the server on a home that an earlier one may have died on. */
export async function startMortalServer(config: ServerConfig): Promise<MortalServer> {
  await forgetLock(config.home);
  const server: ChildProcess = spawn(process.execPath, ['--import', 'tsx', entry], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const { stdin, stdout } = server;
  if (stdin === null || stdout === null) throw new Error('The server has no input or output.');
  // What is written to a dead one is lost, as it should be.
  stdin.on('error', () => undefined);
  const dead = once(server, 'exit').then(() => undefined);
  const lines = createInterface(stdout);
  stdin.write(`${JSON.stringify(config)}\n`);
  const unborn = dead.then(() => {
    throw new Error('The server ended before it could be reached.');
  });
  const [url] = await Promise.race([once(lines, 'line'), unborn]);
  unborn.catch(() => undefined);
  const steps: string[] = [];
  lines.on('line', (line) => steps.push(line));
  return {
    url: `${url}`,
    steps,
    dead,
    dieAt(death) {
      steps.length = 0;
      stdin.write(`${JSON.stringify(death)}\n`);
    },
    async kill() {
      server.kill('SIGKILL');
      await dead;
    },
  };
}

/** The lock of a dead process on the embedded database ends after 15 s; they pass at once here. */
async function forgetLock(home: string): Promise<void> {
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(path.join(home, 'server', 'database.lock'), longAgo, longAgo).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
}
