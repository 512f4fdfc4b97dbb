import { expect, test } from 'vitest';
import { workflowRunCompleted } from '../../../src/github/webhooks/workflow-run-completed.ts';

const payload = {
  action: 'completed',
  repository: { id: 42 },
  workflow_run: { id: 77, event: 'workflow_dispatch', display_title: 'goat 01J 1' },
};

test('a finished run that was dispatched wakes the task that waits for it', () => {
  expect(workflowRunCompleted(payload)).toEqual({
    kind: 'run completed',
    run: { repositoryId: 42, runId: 77, title: 'goat 01J 1' },
  });
});

test('a run of another event is none of ours', () => {
  const pushed = { ...payload, workflow_run: { ...payload.workflow_run, event: 'push' } };
  expect(workflowRunCompleted(pushed)).toMatchObject({ kind: 'ignore' });
});

test('FAULT 4: a payload without its fields is named, not thrown', () => {
  expect(workflowRunCompleted({ repository: null, workflow_run: { id: '77' } })).toEqual({
    kind: 'unexpected payload',
    fields: ['repository', 'workflow_run.id', 'workflow_run.event'],
  });
});
