import { expect, test } from 'vitest';
import { readEdits } from '../../src/patching/read-edits.ts';

const deletion = { type: 'delete_file', path: 'a' } as const;

test.each([
  ['one edit', JSON.stringify(deletion)],
  ['a list of edits', JSON.stringify([deletion])],
  ['a document with edits', `\ufeff ${JSON.stringify({ edits: [deletion] })}`],
])('%s is read', (_what, text) => {
  expect(readEdits(text)).toEqual({ edits: [deletion] });
});

test('a diff and a patch are told by how they begin', () => {
  expect(readEdits('--- a/x\n+++ b/x\n')).toMatchObject({ edits: [{ type: 'unified_diff' }] });
  expect(readEdits('\n*** Begin Patch\n')).toMatchObject({ edits: [{ type: 'begin_patch' }] });
});

test('the marks of a block of code, and a command around a patch, are none of the edits', () => {
  const patch = '*** Begin Patch\n*** Delete File: a\n*** End Patch';
  expect(readEdits(`\`\`\`json\n${JSON.stringify(deletion)}\n\`\`\`\n`)).toEqual({ edits: [deletion] });
  for (const text of [`\`\`\`\n${patch}\n\`\`\``, `apply_patch <<'EOF'\n${patch}\nEOF\n`]) {
    expect(readEdits(text)).toMatchObject({ edits: [{ type: 'begin_patch' }] });
  }
});

test.each([
  ['', 'There are no edits: the text is empty.'],
  ['[]', 'There are no edits: the list is empty.'],
  ['hello', 'The edits are neither JSON nor a unified diff nor text from "*** Begin Patch" to "*** End Patch".'],
  ['{"type":', 'The edits are not valid JSON: Unexpected end of JSON input'],
  ['{"type": "delete_file"}', 'Edit 1 is not valid. path: Invalid input: expected string, received undefined.'],
  [
    '{"type": "delete_file", "path": ""}',
    'Edit 1 is not valid. path: Too small: expected string to have >=1 characters.',
  ],
  [
    JSON.stringify([deletion, { command: 'view', path: 'a' }]),
    'Edit 2 is not valid. Give it a "type" such as "replace_text", or a "command" of the text editor tool (str_replace, insert, create).',
  ],
])('what cannot be read is refused in a sentence: %s', (text, refused) => {
  expect(readEdits(text)).toEqual({ refused });
});
