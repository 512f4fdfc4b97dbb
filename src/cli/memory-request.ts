import path from 'node:path';
import { Refusal } from '../config/refusal.ts';
import type { MemoryAction } from '../tasks/task.ts';
import { readArguments } from './arguments.ts';

export interface MemoryRequest {
  readonly folder: string;
  readonly asked: MemoryAction;
  readonly json: boolean;
}

const usage = 'Say what to do: goat memory list DIR, goat memory forget DIR ID, or goat memory remember DIR TEXT.';

/**
 * Reads what `goat memory` was asked for; the folder counts from `directory`.
 * @throws Refusal with one line for the first thing that is missing or wrong.
 */
export function readMemoryRequest(args: readonly string[], directory: string): MemoryRequest {
  const { values, positionals } = readArguments(args, { json: { type: 'boolean', default: false } } as const);
  const [verb = '', folder, word, ...others] = positionals;
  if (!['list', 'forget', 'remember'].includes(verb)) throw new Refusal([usage]);
  if (folder === undefined) throw new Refusal([`Name one repository: goat memory ${verb} DIR.`]);
  return { folder: path.resolve(directory, folder), asked: readAction(verb, word, others), json: values.json };
}

function readAction(verb: string, word: string | undefined, others: readonly string[]): MemoryAction {
  if (verb === 'list') {
    if (word !== undefined) throw new Refusal(['goat memory list takes one folder and nothing else.']);
    return { action: 'list' };
  }
  if (verb === 'forget') {
    if (word === undefined || others.length > 0 || !/^[1-9]\d{0,8}$/.test(word)) {
      throw new Refusal(['Name one memory by its number: goat memory forget DIR ID.']);
    }
    return { action: 'forget', id: Number(word) };
  }
  if (word === undefined || word.trim() === '' || others.length > 0) {
    throw new Refusal(['Put the convention in quotes: goat memory remember DIR "TEXT".']);
  }
  return { action: 'remember', text: word };
}
