import { writeFile } from 'node:fs/promises';
import { recordServerFix } from '../compose/replay.ts';
import { readCommandLineEnvironment } from '../config/environment.ts';
import { Refusal } from '../config/refusal.ts';
import { readArguments } from './arguments.ts';
import { outputFile } from './output-file.ts';

const options = { output: { type: 'string', short: 'o' } } as const;

/** `goat export TASK [-o FILE]`: the recording of a fix of the server, for `goat replay`. */
export async function exportCommand(args: readonly string[]): Promise<number> {
  const config = readCommandLineEnvironment();
  const { values, positionals } = readArguments(args, options);
  const [taskId, ...others] = positionals;
  if (taskId === undefined || others.length > 0) throw new Refusal(['Name one task: goat export TASK [-o FILE].']);
  const file = values.output === undefined ? null : await outputFile(config.callerDirectory, values.output, '--output');
  const text = `${JSON.stringify(await recordServerFix(config, taskId), null, 1)}\n`;
  if (file === null) process.stdout.write(text);
  else await writeFile(file, text);
  return 0;
}
