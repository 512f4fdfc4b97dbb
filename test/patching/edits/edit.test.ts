import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { editsSchema } from '../../../src/patching/edits/edit.ts';

test('the published schema is the one that edits are checked by', () => {
  const published = JSON.parse(readFileSync('docs/edits.schema.json', 'utf8'));
  expect(published).toEqual({ ...z.toJSONSchema(editsSchema, { io: 'input' }) });
});

test('the page names every type of edit', () => {
  const page = readFileSync('docs/edits.md', 'utf8');
  const types = JSON.stringify(z.toJSONSchema(editsSchema)).matchAll(/"const":"(\w+)"/g);
  for (const [, type] of types) expect(page).toContain(`\`${type}\``);
});
