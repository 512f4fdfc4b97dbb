/**
 * The sequence of steps that recorded tasks follow. A constant, because a hash of the source would strand every
 * pending task at the next deploy; raise it only when a task's step sequence changes.
 */
export const stepSequenceVersion = '7';
