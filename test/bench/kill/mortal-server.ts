import { once } from 'node:events';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { DBOS } from '@dbos-inc/dbos-sdk';
import { z } from 'zod';
import { composeServer } from '../../../src/compose/server.ts';
import type { ServerConfig } from '../../../src/config/environment.ts';
import { listen } from '../../fakes/listen.ts';

/** Where a server is to die while it works on the next task that it is given. */
export interface Death {
  /** The step, counted from 1 as they are done. Null for a server that lives. */
  readonly step: number | null;
  /** Whether its result is recorded by then; else its work is done and nobody knows. */
  readonly recorded: boolean;
}

const death = z.object({ step: z.int().positive().nullable(), recorded: z.boolean() });

/**
 * The server in a process of its own. Its standard input is a line with its configuration, and one for each death; it
 * tells its address, and then the name of every step of the task that it is to die in. It kills itself at exactly that
 * step, with the signal that no process can catch: nothing of it runs any more, as when somebody else sends it.
 */
const input = createInterface(process.stdin);
const [configuration] = await once(input, 'line');
let next: Death = { step: null, recorded: true };
let task: string | undefined;
let number = 0;
input.on('line', (line) => {
  [next, task, number] = [death.parse(JSON.parse(line)), undefined, 0];
});

const die = () => process.kill(process.pid, 'SIGKILL');
// A bench that was stopped leaves nobody who would end this one.
input.on('close', die);
const runStep = DBOS.runStep.bind(DBOS);
DBOS.runStep = async (work, options) => {
  let isLast = false;
  const result = await runStep(async () => {
    task ??= DBOS.workflowID;
    const done = await work();
    if (DBOS.workflowID !== task) return done;
    number += 1;
    process.stdout.write(`${options?.name}\n`);
    isLast = number === next.step;
    if (isLast && !next.recorded) die();
    return done;
  }, options);
  if (isLast) die();
  return result;
};

const config: ServerConfig = JSON.parse(`${configuration}`);
const goat = await composeServer(config);
process.stdout.write(`${await listen(createServer(goat.handle))}\n`);
