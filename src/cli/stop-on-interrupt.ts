/** Exit code of a process that an interrupt ended: 128 and the signal's number. */
export const interrupted = 130;

/**
 * The first interrupt asks the task to stop, so that it ends with its outcome; the second ends the process at once.
 * @returns the function that takes the handler away.
 */
export function stopOnInterrupt(stop: () => Promise<void>): () => void {
  let asked = false;
  const onInterrupt = () => {
    if (asked) process.exit(interrupted);
    asked = true;
    // A terminal shows `^C` where the cursor is.
    process.stderr.write(`${process.stderr.isTTY ? '\n' : ''}Stopping; interrupt again to leave at once.\n`);
    stop().catch((error: unknown) => {
      process.stderr.write(`goat: the task could not be asked to stop: ${error}\n`);
    });
  };
  process.on('SIGINT', onInterrupt);
  return () => {
    process.off('SIGINT', onInterrupt);
  };
}
