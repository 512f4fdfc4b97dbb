import { parseArgs } from 'node:util';
import { narrator } from './narrator.ts';
import { runDemo } from './run-demo.ts';

/** `goat demo`: the story on standard output, or with `--json` one document there and the story on standard error. */
const { values } = parseArgs({ options: { live: { type: 'boolean' }, json: { type: 'boolean' } } });
const json = values.json ?? false;
const narrate = narrator(json ? process.stderr : process.stdout);
const result = await runDemo({ live: values.live ?? false, narrate });
if (json) process.stdout.write(`${JSON.stringify(result)}\n`);
process.exitCode = result.outcome.kind === 'fixed' ? 0 : 1;
