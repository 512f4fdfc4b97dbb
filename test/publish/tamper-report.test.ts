import { expect, test } from 'vitest';
import { describeTampering } from '../../src/publish/tamper-report.ts';
import type { Tampering } from '../../src/validation/tamper-gate/tampering.ts';

const weaker: Tampering = {
  ...{ path: 'test/a.test.ts', line: 3, side: 'after', kind: 'weaker assertion', test: 'a › adds', digest: '' },
  ...{ message: 'More results would pass it.', before: 'expect(a).toBe(1)', after: 'expect(a).toBeTruthy()' },
  blocking: true,
};

test('each finding has its place, its test, a sentence and both lines', () => {
  expect(describeTampering([weaker])).toBe(
    [
      '- **weaker assertion**: `test/a.test.ts:3`, test `a › adds`. More results would pass it.\n',
      '  Before:\n\n  ```text\n  expect(a).toBe(1)\n  ```\n',
      '  After:\n\n  ```text\n  expect(a).toBeTruthy()\n  ```',
    ].join('\n'),
  );
  expect(describeTampering([])).toBe('');
});

test('what holds the pull request up comes first, and a long list is cut', () => {
  const shown: Tampering = { ...weaker, blocking: false, message: 'Shown.' };
  const text = describeTampering([...Array.from({ length: 20 }, () => shown), weaker]);
  expect(text.startsWith('- **weaker assertion**: ')).toBe(true);
  expect(text).toContain('**weaker assertion** (shown only)');
  expect(text.endsWith('… and 6 more.')).toBe(true);
});

test('FAULT 48: code and names in a finding end no fence and ping nobody', () => {
  const text = describeTampering([{ ...weaker, test: '`@octocat`', after: '```\n# @octocat fixes #1\n<!-- x' }]);
  expect(text).toContain("`'@octocat'`");
  expect(text).toContain('  ````text\n  ```\n  # @octocat fixes #1\n  <!-- x\n  ````');
});
