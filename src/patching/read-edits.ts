import { z } from 'zod';
import { type Edit, editSchema } from './edits/edit.ts';

const longestReason = 600;

/**
 * Reads a patch of edits as a program or a model writes it: JSON (an edit, a list of them, or `{"edits": […]}`), a unified
 * diff, or text from `*** Begin Patch` to `*** End Patch`. Which it is, its beginning tells.
 */
export function readEdits(text: string): { readonly edits: readonly Edit[] } | { readonly refused: string } {
  const plain = withoutFence(text.replace(/^\ufeff/, ''));
  const begun = plain.trimStart();
  if (begun === '') return { refused: 'There are no edits: the text is empty.' };
  if (begun.startsWith('{') || begun.startsWith('[')) return readJson(begun);
  if (/^\*\*\* Begin Patch\s*$/m.test(plain)) return { edits: [{ type: 'begin_patch', patch: plain }] };
  if (/^(?:diff --git |--- |Index: )/m.test(plain)) return { edits: [{ type: 'unified_diff', diff: plain }] };
  return {
    refused: 'The edits are neither JSON nor a unified diff nor text from "*** Begin Patch" to "*** End Patch".',
  };
}

/** Without the marks of a block of code, in which models like to give what they write. */
const withoutFence = (text: string) => /^\s*```[\w-]*\n(.*)\n```\s*$/s.exec(text)?.[1] ?? text;

function readJson(text: string): { readonly edits: readonly Edit[] } | { readonly refused: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { refused: `The edits are not valid JSON: ${error instanceof Error ? error.message : error}` };
  }
  const list = z.strictObject({ edits: z.array(z.unknown()) }).safeParse(value);
  const given = list.success ? list.data.edits : Array.isArray(value) ? value : [value];
  if (given.length === 0) return { refused: 'There are no edits: the list is empty.' };
  const edits: Edit[] = [];
  for (const [index, each] of given.entries()) {
    const parsed = editSchema.safeParse(each);
    if (!parsed.success) return { refused: `Edit ${index + 1} is not valid. ${describe(parsed.error)}` };
    edits.push(parsed.data);
  }
  return { edits };
}

/** What is wrong with the one form that was meant, where `type` or `command` tells it. */
function describe(error: z.ZodError): string {
  const issues = error.issues.flatMap((issue) => {
    if (issue.code !== 'invalid_union') return [issue];
    const meant = issue.errors.filter((option) => option.every(({ code }) => code !== 'invalid_union'));
    return meant[0] ?? [];
  });
  if (issues.length === 0)
    return 'Give it a "type" such as "replace_text", or a "command" of the text editor tool (str_replace, insert, create).';
  const said = issues.map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`));
  return `${said.join('; ').slice(0, longestReason)}.`;
}
