import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { composeServer } from '../../src/compose/server.ts';
import type { ServerConfig } from '../../src/config/environment.ts';
import { listen } from '../fakes/listen.ts';

/** The server in a process of its own, which a test may kill: takes its configuration on standard input, tells its address. */
const config = (await json(process.stdin)) as ServerConfig;
const goat = await composeServer(config);
process.stdout.write(`${await listen(createServer(goat.handle))}\n`);
