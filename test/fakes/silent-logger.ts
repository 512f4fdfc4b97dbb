/** A logger for tests that look at outcomes, not at logs. */
export const silentLogger = {
  info: () => undefined,
  debug: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
