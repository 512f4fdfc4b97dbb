import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

test('the App asks for the least permissions and for the events that have a handler', async () => {
  const manifest = parse(await readFile(new URL('../../app.yml', import.meta.url), 'utf8'));
  expect(manifest.default_permissions).toEqual({
    metadata: 'read',
    contents: 'write',
    issues: 'write',
    pull_requests: 'write',
    actions: 'write',
    checks: 'write',
    workflows: 'write',
  });
  const registered = await readFile(new URL('../../src/github/register-events.ts', import.meta.url), 'utf8');
  const events = new Set(Array.from(registered.matchAll(/app\.on\('([a-z_]+)/g), ([, event]) => event));
  expect([...manifest.default_events].sort()).toEqual([...events].sort());
});
