import { createServer } from 'node:http';
import { composeServer } from './compose/server.ts';
import { readServerEnvironment } from './config/environment.ts';
import { Refusal } from './config/refusal.ts';

/** Milliseconds that open requests are given when the process is told to end. */
const closeMs = 5_000;

try {
  await serve();
} catch (error) {
  process.stderr.write(`goat: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(error instanceof Refusal ? error.exitCode : 1);
}

async function serve(): Promise<void> {
  const config = readServerEnvironment();
  const goat = await composeServer(config);
  const server = createServer(goat.handle);
  server.listen(config.port, config.host, () => goat.log.info({ address: server.address() }, 'Listening'));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, async () => {
      goat.log.info({ signal }, 'Closing; tasks under way go on at the next start');
      setTimeout(() => server.closeAllConnections(), closeMs).unref();
      await new Promise((resolve) => server.close(resolve));
      await goat.close();
      process.exit(0);
    });
  }
}
