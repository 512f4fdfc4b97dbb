import { renderProgress } from '../../publish/tracking-comment.ts';
import type { Fix } from './fix.ts';

/** Shows in the tracking comment, and to `status`, what the fix has done and what it does now. */
export async function reportProgress(task: Fix, activity: string): Promise<void> {
  task.record.activity = activity;
  const body = renderProgress(task.record);
  await task.steps.run('report progress', async () => {
    await task.saveRecord(task.record);
    await task.publisher.writeTrackingComment(body);
  });
}
