import { DBOS } from '@dbos-inc/dbos-sdk';
import type { Control, Message } from '../../tasks/control.ts';

/** The one topic that messages to a task arrive on. */
export const INBOX = 'inbox';

/** Milliseconds between looks at the inbox, where the database cannot notify. The engine's own 10 s are long for people. */
const POLL_MS = 250;

export function durableControl(): Control {
  return {
    receive: (timeoutSeconds) => DBOS.recv<Message>(INBOX, { timeoutSeconds, pollingIntervalMs: POLL_MS }),
    send: (taskId, message) => DBOS.send(taskId, message, INBOX),
    now: () => DBOS.now(),
  };
}
