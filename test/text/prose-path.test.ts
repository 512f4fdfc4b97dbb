import { expect, test } from 'vitest';
import { isProsePath } from '../../src/text/prose-path.ts';

test.each(['README.md', 'docs/authentication.rst', 'LICENSE', 'notes.txt', 'docs/a.mdx'])(
  '%s is written for people',
  (path) => {
    expect(isProsePath(path)).toBe(true);
  },
);

test.each([
  'requirements.txt',
  'requirements/dev.txt',
  'test-requirements.txt',
  'constraints.txt',
  'CMakeLists.txt',
  'src/readme.ts',
  'src/markdown.js',
  '.github/workflows/ci.yml',
])('%s is read by tools', (path) => {
  expect(isProsePath(path)).toBe(false);
});
