import { describe, expect, test } from 'vitest';
import { splitRequest } from '../../src/context/split-request.ts';

const kinds = (request: string) => splitRequest(request).lines.map(({ kind, text }) => `${kind}: ${text.trim()}`);

describe('splitRequest', () => {
  test('takes an issue apart', () => {
    const issue = `Reply is lost
<!-- thanks for
reporting -->
Sending twice loses it.

\`\`\`js
reply.send(1)
\`\`\`

### Expected behavior
Both arrive.

**Actual behavior:**
One is lost.

### Environment
macOS
`;
    expect(kinds(issue)).toEqual([
      'title: Reply is lost',
      'prose: Sending twice loses it.',
      'code: reply.send(1)',
      'expected: Both arrive.',
      'actual: One is lost.',
      'environment: macOS',
    ]);
  });

  test('finds traces with their error, the innermost call first', () => {
    const issue = `It fails
Traceback (most recent call last):
  File "a/main.py", line 1, in <module>
    run()
  File "a/run.py", line 2, in run
    raise ValueError("no")
ValueError: no

and in the browser

TypeError: x is not a function
    at inner (lib/inner.js:3:4)
    at outer (lib/outer.js:5:6)
`;
    const { lines, traces } = splitRequest(issue);
    expect(traces.map((frames) => frames.map(({ path }) => path))).toEqual([
      ['a/run.py', 'a/main.py'],
      ['lib/inner.js', 'lib/outer.js'],
    ]);
    expect(lines.filter(({ kind }) => kind === 'error').map(({ text }) => text)).toEqual([
      'ValueError: no',
      'TypeError: x is not a function',
    ]);
  });

  test.each([
    ['a check list', '- [x] I have searched the issues'],
    ['an empty answer', '_No response_'],
    ['a rule', '-----'],
    ['the frame of a fold', '</details>'],
    ['a quoted mail', 'On Monday, A wrote:\n> its words'],
  ])('leaves out %s', (_, text) => {
    expect(kinds(`Title\n${text}`)).toEqual(['title: Title']);
  });

  test('a trace that nobody wrote a title for is read as one', () => {
    const trace = 'Traceback (most recent call last):\n  File "/srv/app/a.py", line 3, in send\nTypeError: no reply\n';
    const { lines, traces } = splitRequest(trace);
    expect(lines.map(({ kind }) => kind)).toEqual(['trace', 'error']);
    expect(traces).toMatchObject([[{ path: '/srv/app/a.py', line: 3, symbol: 'send' }]]);
  });

  test('an image says nothing, where it is no code', () => {
    expect(
      kinds('![image](https://example.com/user-images/1.png)\n<img src="https://example.com/b.png" width=9>'),
    ).toEqual([]);
    expect(kinds('Lost\nIt ![shot](a.png) fails\n```md\n![alt](b.png)\n```')).toEqual([
      'title: Lost',
      'prose: It  fails',
      'code: ![alt](b.png)',
    ]);
  });

  test('FAULT 59: the time is linear in images that never end', () => {
    for (const unit of ['![', '![a](', '<img ']) expect(kinds(unit.repeat(65_536 / unit.length))).toHaveLength(1);
  });

  test('a quotation that is no mail stays', () => {
    expect(kinds('Title\n> Using x outside of y is not allowed')).toHaveLength(2);
  });

  test.each([
    'pytest             4.6.2',
    'numpy==1.2.3',
    '├── fastify@4.0.1',
    'platform darwin -- Python 3.7.3, pytest-4.4.0',
    'Node.js version: 20.1.0',
    '| requests | 2.21.0 |',
  ])('%j is of the environment', (line) => {
    expect(kinds(`Title\n${line}`)[1]).toMatch(/^environment/);
  });

  test.each(['', ' ', '\n\n', '![](https://example.org/a.png)', '日本語だけ'])('%j does not fail', (request) => {
    expect(splitRequest(request).traces).toEqual([]);
  });
});
