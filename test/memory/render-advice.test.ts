import { expect, test } from 'vitest';
import type { Pattern } from '../../src/memory/pattern.ts';
import { renderAdvice } from '../../src/memory/render-advice.ts';
import { countTokens } from '../../src/text/tokens.ts';
import { fixContent } from './patterns.ts';

function pattern(differences: Partial<Pattern> = {}): Pattern {
  return {
    repository: 'github:1',
    id: 12,
    kind: 'fix',
    taskId: '01A',
    pullNumber: 8,
    content: fixContent({ wrongTurns: ['Multiply: then failed: adds up'] }),
    confidence: 0.6,
    origin: null,
    ...differences,
  };
}

const render = (fixes: readonly Pattern[], conventions: readonly Pattern[] = []) =>
  renderAdvice('github:1', { fixes, conventions });

test('a fix is told with its source, what it changed, and what did not work', () => {
  expect(render([pattern()])).toEqual({
    fixes: [
      [
        'Memory 12: a fix that was merged (pull request 8, commit cccccccccccc, confidence 0.60)',
        'Issue: Sum is wrong',
        'Files: src/sum.js',
        'Symbols: sum',
        'What it said: The sum forgot the carry.',
        'Tests that showed it: adds up',
        'Tried before, and did not work: Multiply: then failed: adds up',
        'Diff, in short:',
        '--- a/src/sum.js',
        '+++ b/src/sum.js',
        '@@ -1,1 +1,1 @@',
        '-return a - b;',
        '+return a + b;',
      ].join('\n'),
    ],
    conventions: [],
    recalled: [{ id: 12, kind: 'fix', confidence: 0.6, issueNumber: 7, pullNumber: 8, isForeign: false }],
  });
});

test('a wrong way says why it was refused', () => {
  const content = fixContent({ refusal: 'Not here,\nplease.' });
  const [text] = render([pattern({ kind: 'wrong way', content })]).fixes;
  expect(text).toContain('Memory 12: a wrong way, which people refused or took back');
  expect(text).toContain('Why it was refused: Not here, please.');
});

test('another repository is named by no number that would mean something else here', () => {
  const { fixes, recalled } = render([pattern({ repository: 'github:2' })]);
  expect(fixes[0]).toContain('(another repository of the installation, pull request 8');
  expect(recalled).toMatchObject([{ issueNumber: null, pullNumber: null, isForeign: true }]);
});

test('each takes a few hundred tokens at most, whatever it holds', () => {
  const long = 'word '.repeat(2_000);
  const content = fixContent({
    summary: 'x'.repeat(600),
    issue: { number: 1, title: 'y'.repeat(200), body: '' },
    diff: Array.from({ length: 500 }, (_, nth) => `+line ${nth}`).join('\n'),
  });
  const convention = { kind: 'convention', text: long, saidBy: 'alice', url: null } as const;
  const { fixes, conventions } = render(
    [pattern({ content })],
    [
      pattern({ kind: 'convention', content: { ...convention, text: 'We use tabs.' } }),
      pattern({ content: convention }),
    ],
  );
  expect(countTokens(fixes.join('\n'))).toBeLessThanOrEqual(360);
  expect(conventions).toEqual(['- We use tabs. (memory 12, said by alice)']);
});
