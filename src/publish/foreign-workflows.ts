import type { FixRecord } from '../tasks/fix/fix-record.ts';
import { inlineCode, plainMarkdown } from './plain-markdown.ts';

const mostNamed = 5;

/** A warning about workflows that this branch starts with secrets; empty where there are none. */
export function foreignWarning({ foreignWorkflows }: Pick<FixRecord, 'foreignWorkflows'>): string {
  if (foreignWorkflows.length === 0) return '';
  const named = foreignWorkflows
    .slice(0, mostNamed)
    .map(({ path, reaches }) => `${inlineCode(path)} (${plainMarkdown(reaches.join('; '), 200)})`);
  const more = foreignWorkflows.length > named.length ? ` and ${foreignWorkflows.length - named.length} more` : '';
  return `> [!WARNING]\n> This branch starts workflows of the repository that reach more than tests need: ${named.join(', ')}${more}. \`/goat setup --guard-workflows\` proposes to keep them off.`;
}
