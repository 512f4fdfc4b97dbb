import { DBOS } from '@dbos-inc/dbos-sdk';
import type { Control, Message } from '../../tasks/control.ts';

/** The one topic that messages to a task arrive on. */
export const INBOX = 'inbox';

export function durableControl(): Control {
  return {
    receive: (timeoutSeconds) => DBOS.recv<Message>(INBOX, { timeoutSeconds }),
    send: (taskId, message) => DBOS.send(taskId, message, INBOX),
    now: () => DBOS.now(),
  };
}
