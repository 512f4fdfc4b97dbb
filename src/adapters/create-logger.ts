import { type Logger, pino } from 'pino';
import { redactSecrets } from '../security/redact-secrets.ts';

/** Logs JSON lines on standard error, where they mix with no command's output. No secret passes. */
export function createLogger(level: string): Logger {
  return pino({ level }, { write: (line) => process.stderr.write(redactSecrets(line)) });
}
