import { listSymbols } from '../../src/indexing/list-symbols.ts';
import { editSchema } from '../../src/patching/edits/edit.ts';
import { planPatch } from '../../src/patching/plan-patch.ts';

/** Plans edits of files that are only texts; gives what they come to, or every reason against it. */
export async function plan(texts: Readonly<Record<string, string>>, edits: readonly unknown[]) {
  const files = new Map(Object.entries(texts));
  const read = async (path: string) => {
    const text = files.get(path);
    return text === undefined ? undefined : { content: Buffer.from(text), mode: '100644' as const };
  };
  const whyNotCreatable = async (path: string) => (files.has(path) ? 'It exists already.' : undefined);
  return planPatch(
    { read, whyNotCreatable, whyMissing: () => 'There is no such file.', whyNotEditable: async () => undefined },
    edits.map((edit) => editSchema.parse(edit)),
    listSymbols,
  );
}

/** What one edit makes of one text, or `refused: ` and the reasons. */
export async function edited(path: string, text: string, ...edits: readonly object[]): Promise<string> {
  const result = await plan(
    { [path]: text },
    edits.map((edit) => ('diff' in edit || 'patch' in edit ? edit : { path, ...edit })),
  );
  if (result.kind === 'refused')
    return `refused: ${result.refusals.map(({ edit, reason }) => `${edit} ${reason}`).join('\n')}`;
  return result.files.map(({ after }) => after?.toString() ?? '(deleted)').join('\n---\n');
}
