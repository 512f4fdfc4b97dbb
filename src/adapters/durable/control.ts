import { DBOS } from '@dbos-inc/dbos-sdk';
import type { Control, Message } from '../../tasks/control.ts';
import { goOn } from './go-on.ts';
import { workflowState } from './workflow-state.ts';

/** The one topic that messages to a task arrive on. */
export const inbox = 'inbox';

/** Milliseconds between looks at the inbox, where the database cannot notify. The engine's own 10 s are long for people. */
const pollMs = 250;

export function durableControl(): Control {
  return {
    receive: (timeoutSeconds) => DBOS.recv<Message>(inbox, { timeoutSeconds, pollingIntervalMs: pollMs }),
    send: (taskId, message) => DBOS.send(taskId, message, inbox),
    goOn,
    hasEnded: (taskId) =>
      DBOS.runStep(async () => (await workflowState(taskId)) === 'ended', { name: 'look whether a task has ended' }),
    now: () => DBOS.now(),
  };
}
