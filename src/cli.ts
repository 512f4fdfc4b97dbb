#!/usr/bin/env node
import { demoCommand } from './cli/demo.ts';
import { fixCommand } from './cli/fix.ts';
import { usageText } from './cli/usage.ts';
import { Refusal } from './config/refusal.ts';

/** A command takes its arguments and returns the exit code: 0 success, 1 the work failed, 2 wrong use. */
type Command = (args: readonly string[]) => Promise<number>;

const commands: Readonly<Record<string, Command>> = {
  fix: fixCommand,
  demo: demoCommand,
};

const [name = 'help', ...args] = process.argv.slice(2);
process.exitCode = await run(name, args);

async function run(command: string, rest: readonly string[]): Promise<number> {
  if ([command, ...rest].some((word) => ['--help', '-h'].includes(word)) || command === 'help') {
    process.stdout.write(`${usageText}\n`);
    return 0;
  }
  const chosen = Object.hasOwn(commands, command) ? commands[command] : undefined;
  try {
    if (!chosen) throw new Refusal([`There is no command "${command}": goat help lists them.`]);
    return await chosen(rest);
  } catch (error) {
    process.stderr.write(`goat: ${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof Refusal ? error.exitCode : 1;
  }
}
