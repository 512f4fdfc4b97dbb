#!/usr/bin/env node
import { usageText } from './cli/usage.ts';
import { Refusal } from './config/refusal.ts';

/** A command takes its arguments and returns the exit code: 0 success, 1 the work failed, 2 wrong use. */
type Command = (args: readonly string[]) => Promise<number>;

/** Each is loaded when it is called: a search must not wait for what only a fix needs. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  index: async () => (await import('./cli/load-index.ts')).loadIndexCommand(),
  search: async () => (await import('./cli/search.ts')).searchCommand,
  context: async () => (await import('./cli/context.ts')).contextCommand,
  apply: async () => (await import('./cli/apply.ts')).applyCommand,
  merge: async () => (await import('./cli/merge.ts')).mergeCommand,
  fix: async () => (await import('./cli/fix.ts')).fixCommand,
  review: async () => (await import('./cli/review.ts')).reviewCommand,
  memory: async () => (await import('./cli/memory.ts')).memoryCommand,
  replay: async () => (await import('./cli/replay.ts')).replayCommand,
  export: async () => (await import('./cli/export.ts')).exportCommand,
  demo: async () => (await import('./cli/demo.ts')).demoCommand,
};

// A reader such as `head` may have had enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

// What is thrown where nobody waits for it, such as the loss of a lock.
process.on('uncaughtException', (error) => process.exit(tell(error)));

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
    const runCommand = await chosen();
    return await runCommand(rest);
  } catch (error) {
    return tell(error);
  }
}

/** Says what went wrong; returns the exit code for it. */
function tell(error: unknown): number {
  process.stderr.write(`goat: ${error instanceof Error ? error.message : String(error)}\n`);
  return error instanceof Refusal ? error.exitCode : 1;
}
