import { access, constants, stat } from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from '../config/refusal.ts';

/**
 * Where a command is to write a file, as a path that counts from anywhere. Asked before the work begins, which may be long.
 * @throws Refusal where no file can be written there.
 */
export async function outputFile(callerDirectory: string, name: string, option: string): Promise<string> {
  const file = path.resolve(callerDirectory, name);
  const there = await stat(file).catch(() => null);
  if (there?.isDirectory()) throw new Refusal([`${option} takes a file, and ${name} is a folder.`]);
  const isWritable = await access(there === null ? path.dirname(file) : file, constants.W_OK).then(
    () => true,
    () => false,
  );
  if (isWritable) return file;
  throw new Refusal([`${name} cannot be written: give ${option} a file in a folder that is there and is yours.`]);
}
