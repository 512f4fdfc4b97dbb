import { isUtf8 } from 'node:buffer';
import { readFile, writeFile } from 'node:fs/promises';
import { readCommandLineEnvironment } from '../config/environment.ts';
import { Refusal } from '../config/refusal.ts';
import { mergeSource } from '../patching/merge-source.ts';
import { languageOf } from '../syntax/language.ts';
import { readMergeRequest } from './merge-request.ts';
import { say } from './say.ts';

/** `goat merge BASE LEFT RIGHT`: merges three versions of a file; conflicts are marked in it, and the exit code is 1. */
export async function mergeCommand(args: readonly string[]): Promise<number> {
  const request = readMergeRequest(args, readCommandLineEnvironment().callerDirectory);
  const versions = [await read(request.base), await read(request.left), await read(request.right)];
  // Bytes of another encoding go through as they are: one character each, merged by line.
  const encoding = versions.every((bytes) => isUtf8(bytes)) ? 'utf8' : 'latin1';
  const [base = '', left = '', right = ''] = versions.map((bytes) => bytes.toString(encoding));
  if ([base, left, right].some((text) => text.includes('\0'))) {
    throw new Refusal(['A binary file cannot be merged: choose one of the versions.']);
  }
  const language = encoding === 'utf8' ? languageOf(request.name, left) : 'text';
  const { text, conflicts } = await mergeSource(base, left, right, language);
  await write(request.out, Buffer.from(text, encoding));
  if (conflicts === 0) return 0;
  const marked = conflicts === 1 ? 'There is a conflict' : `There are ${conflicts} conflicts`;
  say(`${marked} in ${request.name}: edit what is between <<<<<<< and >>>>>>>.`);
  return 1;
}

async function read(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch {
    throw new Refusal([`${file} cannot be read: name three files, goat merge BASE LEFT RIGHT.`]);
  }
}

async function write(file: string | null, content: Buffer): Promise<void> {
  if (file === null) {
    process.stdout.write(content);
    return;
  }
  try {
    await writeFile(file, content);
  } catch {
    throw new Refusal([`${file} cannot be written: name a file in a folder that exists with -o.`]);
  }
}
