import { appendFileSync } from 'node:fs';
import { type Logger, pino } from 'pino';
import { redactSecrets } from '../security/redact-secrets.ts';

/**
 * Logs JSON lines on standard error, where they mix with no command's output, or at the end of a file. No secret passes.
 */
export function createLogger(level: string, file?: string): Logger {
  const write = (line: string) => {
    const clean = redactSecrets(line);
    if (file === undefined) process.stderr.write(clean);
    else appendFileSync(file, clean);
  };
  return pino({ level }, { write });
}
