import { expect, test } from 'vitest';
import { type ContextPreview, describeContext } from '../../src/cli/describe-context.ts';

const preview: ContextPreview = {
  revision: 'c'.repeat(40),
  title: 'The sum is wrong',
  model: 'some-model',
  ratio: 1.3,
  calibrated: false,
  budget: 100_000,
  cost: { system: 1_800, request: 400, facts: 500, map: 100, chunks: 1_200, reply: 4_000, total: 8_000 },
  vectors: 'complete',
  facts: {
    layout: ['a.ts', 'src/ (3 files)'],
    commands: [{ command: 'npm test', from: 'package.json' }],
    conventions: [{ path: 'AGENTS.md', startLine: 1, endLine: 9, left: 0 }],
  },
  map: [{ path: 'src/sum.ts', lines: [3], left: 0 }],
  chunks: [
    {
      path: 'src/sum.ts',
      startLine: 3,
      endLine: 40,
      symbol: 'sum',
      parents: [],
      cutFrom: { startLine: 3, endLine: 90 },
      why: 'defines sum',
      tokens: 1_200,
    },
  ],
  system: 'You fix.',
  messages: [],
};

test('a person sees what it costs by share, and why each chunk is in', () => {
  expect(describeContext(preview)).toBe(`Context for "The sum is wrong" at cccccccccccc
Tokens of some-model: 1.30 for one of cl100k (assumed, until it replies).

system      1,800  the prompt and the definitions of the tools
request       400  the issue, and what is said around it
facts         500  2 lines of layout, 1 commands, AGENTS.md
map           100  1 files
chunks      1,200  1
reply       4,000  kept free
total       8,000  of 100,000

  1   1,200  src/sum.ts:3-40 of 3-90  sum  (defines sum)
`);
});

test('missing vectors and a calibrated model are said', () => {
  const text = describeContext({ ...preview, vectors: 'none', calibrated: true });
  expect(text).toContain('Found by words alone');
  expect(text).toContain('(as its replies report)');
});

test('where nothing is found, vectors are not missed', () => {
  expect(describeContext({ ...preview, vectors: 'none', chunks: [] })).not.toContain('vectors');
});

test('a name cannot command the terminal', () => {
  const [chunk] = preview.chunks;
  const chunks = chunk === undefined ? [] : [{ ...chunk, path: 'a\u001b[2Jb' }];
  expect(describeContext({ ...preview, title: '\u001b[31mred', chunks })).not.toContain('\u001b');
});

test('an issue of one endless line has its beginning for a title', () => {
  const [head = ''] = describeContext({ ...preview, title: 'a'.repeat(262_144) }).split('\n');
  expect(head.length).toBeLessThan(200);
  expect(head).toContain('Context for "aaa');
});
