import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { Refusal } from '../config/refusal.ts';
import type { Issue } from '../tasks/task.ts';

const largestBytes = 1_000_000;

/**
 * Reads an issue from a file, or from standard input for `-`: its first line is the title.
 * @throws Refusal when there is nothing to read.
 */
export async function readIssue(file: string): Promise<Issue> {
  const content = file === '-' ? await text(process.stdin) : await readText(file);
  if (content.trim() === '') throw new Refusal([`The issue in ${name(file)} is empty: write what is wrong.`]);
  if (content.length > largestBytes) throw new Refusal([`The issue in ${name(file)} is over 1 MB: shorten it.`]);
  const [title = '', ...body] = content.trim().split('\n');
  return { number: 0, title: title.replace(/^#+\s*/, '').trim(), body: body.join('\n').trim(), url: null };
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new Refusal([`The issue file ${file} cannot be read: name a text file, or - for standard input.`]);
  }
}

function name(file: string): string {
  return file === '-' ? 'standard input' : file;
}
