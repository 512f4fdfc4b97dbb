import { redactSecrets } from '../../security/redact-secrets.ts';

const longestSubject = 72;

/** Subject, the reasons, and the trailer that says which task made the commit. */
export function commitMessage(taskId: string, subject: string, summary: string): string {
  const line = oneLine(subject) || 'Fix the issue';
  const cut = line.length <= longestSubject ? line : `${line.slice(0, longestSubject - 1)}…`;
  return [cut, redactSecrets(summary).trim().slice(0, 2_000), `Goat-Task: ${taskId}`]
    .filter((part) => part !== '')
    .join('\n\n');
}

function oneLine(text: string): string {
  return redactSecrets(text).replaceAll(/\s+/g, ' ').trim();
}
