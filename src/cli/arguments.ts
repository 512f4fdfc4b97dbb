import { type ParseArgsConfig, parseArgs } from 'node:util';
import { Refusal } from '../config/refusal.ts';
import { amountOfDollars, readDollars } from '../text/dollars.ts';

/** Reads a command's arguments; anything that it does not know is refused in one line. */
export function readArguments<Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    // What follows the first sentence is about arguments that begin with a dash.
    const [sentence = ''] = (error instanceof Error ? error.message : String(error)).split(/\.\s/);
    throw new Refusal([`${sentence.replace(' argument is ambiguous', ' needs a value')} (goat help shows how).`]);
  }
}

/** A whole number from 1, or undefined where the option is not given. */
export function positiveInteger(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Refusal([`--${name} takes a whole number from 1, not "${text}".`]);
  return Number(text);
}

/** An amount of dollars, a cent at least. */
export function dollars(name: string, text: string): number {
  if (amountOfDollars.test(text)) return readDollars(text);
  throw new Refusal([`--${name} takes an amount of dollars such as 2 or 0.50, not "${text}".`]);
}
