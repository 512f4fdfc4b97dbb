import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { recordServerFix } from '../compose/replay.ts';
import { readCommandLineEnvironment } from '../config/environment.ts';
import { Refusal } from '../config/refusal.ts';
import { readArguments } from './arguments.ts';

const options = { output: { type: 'string', short: 'o' } } as const;

/** `goat export TASK [-o FILE]`: the recording of a fix of the server, for `goat replay`. */
export async function exportCommand(args: readonly string[]): Promise<number> {
  const config = readCommandLineEnvironment();
  const { values, positionals } = readArguments(args, options);
  const [taskId, ...others] = positionals;
  if (taskId === undefined || others.length > 0) throw new Refusal(['Name one task: goat export TASK [-o FILE].']);
  const text = `${JSON.stringify(await recordServerFix(config, taskId), null, 1)}\n`;
  if (values.output === undefined) process.stdout.write(text);
  else await writeFile(path.resolve(config.callerDirectory, values.output), text);
  return 0;
}
