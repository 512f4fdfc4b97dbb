import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { Refusal } from '../config/refusal.ts';
import { readArguments } from './arguments.ts';

const demoFile = fileURLToPath(new URL('../../test/demo/main.ts', import.meta.url));

/** `goat demo [--live] [--json]`: runs in a process of its own, because it brings a GitHub and a model along. */
export async function demoCommand(args: readonly string[]): Promise<number> {
  readArguments(args, { live: { type: 'boolean' }, json: { type: 'boolean' } });
  if (!existsSync(demoFile)) {
    throw new Refusal(['The demo brings a GitHub of its own, which only a checkout has: clone the repository first.']);
  }
  const { exitCode } = await execa(process.execPath, ['--import', 'tsx', demoFile, ...args], {
    stdio: 'inherit',
    reject: false,
  });
  return exitCode ?? 1;
}
