import { createHash } from 'node:crypto';
import { visibleText } from '../security/sanitize-text.ts';

/**
 * What the names of a task's data tags end in. It depends on the task alone, so that a recovered task composes the
 * same request; nobody can have written it into an issue or a file before the task began.
 */
export function dataMarker(taskId: string): string {
  return createHash('sha256').update(`data block of task ${taskId}`).digest('hex').slice(0, 12);
}

/**
 * Text that others wrote, between tags that it cannot close: hidden characters are removed, then every occurrence of
 * the marker. (Tests run on a commit that names the task, so their log may well know the marker.)
 */
export function dataBlock(taskId: string, tag: string, text: string): string {
  const marker = dataMarker(taskId);
  const content = visibleText(text).replace(new RegExp(marker, 'gi'), '[marker removed]').trim();
  return `<${tag}-${marker}>\n${content || '(empty)'}\n</${tag}-${marker}>`;
}
