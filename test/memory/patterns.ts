import type { FixContent } from '../../src/memory/pattern.ts';
import type { MemoryOwner, NewPattern } from '../../src/memory/pattern-store.ts';

/** What a fix taught, with what a test cares about. */
export function fixContent(differences: Partial<FixContent> = {}): FixContent {
  return {
    kind: 'fix',
    issue: { number: 7, title: 'Sum is wrong', body: 'The cart adds up prices and loses the carry.' },
    intent: 'bug',
    summary: 'The sum forgot the carry.',
    files: ['src/sum.js'],
    symbols: [{ path: 'src/sum.js', name: 'sum' }],
    diff: '--- a/src/sum.js\n+++ b/src/sum.js\n@@ -1,1 +1,1 @@\n-return a - b;\n+return a + b;',
    failingTests: ['adds up'],
    wrongTurns: [],
    base: 'b'.repeat(40),
    commit: 'c'.repeat(40),
    branch: 'goat/issue-7-sum-is-wrong',
    refusal: null,
    ...differences,
  };
}

/** A pattern to be saved, of a fix unless told otherwise. */
export function newPattern(differences: Partial<NewPattern> = {}): NewPattern {
  return {
    kind: 'fix',
    source: 'fix 01A',
    taskId: '01A',
    pullNumber: 8,
    commits: ['c'.repeat(40)],
    content: fixContent(),
    confidence: 0.6,
    ...differences,
  };
}

/** Repository `id` of installation 1. */
export function ownerOf(id: number): MemoryOwner {
  return { repository: `github:${id}`, installation: 1, origin: { id, owner: 'o', name: `r${id}` } };
}
