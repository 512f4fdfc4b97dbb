import { describe, expect, test } from 'vitest';
import { inlineCode, plainMarkdown } from '../../src/publish/plain-markdown.ts';
import { pullRequestBody, pullRequestTitle } from '../../src/publish/pull-request.ts';
import { progressLines, renderOutcome, renderProgress } from '../../src/publish/tracking-comment.ts';
import { fixRecord, iteration, report } from '../fakes/fix-record.ts';

const red = iteration(1, {
  report: report('failed', {
    passed: 3,
    failed: 1,
    failures: [{ kind: 'failed', name: 'adds', message: 'expected 3' }],
  }),
});
const green = iteration(2, { subject: 'Add with a carry', report: report('passed', { passed: 4 }) });

describe('the pull request', () => {
  test('closes the issue and links the run on the exact head commit', () => {
    const body = pullRequestBody(fixRecord({ iterations: [red, green] }));
    expect(body).toContain('Closes #7.');
    expect(body).toContain(
      `on exactly this commit, ${green.commit.sha}: tests passed: 4 of 4 ([run](https://x/run/2))`,
    );
    expect(pullRequestTitle(fixRecord({ iterations: [red, green] }))).toBe('Add with a carry');
  });

  test('has the log of each iteration, with the failures that sent it back', () => {
    const body = pullRequestBody(fixRecord({ iterations: [red, green] }));
    expect(body.match(/<details>/g)).toHaveLength(2);
    expect(body).toContain('expected 3');
    expect(body).toContain('1 of 4 tests failed');
  });

  test('says plainly that it is not a fix while tests fail, and does not close the issue', () => {
    const body = pullRequestBody(fixRecord({ iterations: [red] }));
    expect(body).toContain('This is not a fix yet');
    expect(body).not.toContain('Closes #7');
    expect(body).toContain('For #7.');
  });

  test('does not let what a model wrote ping people, close issues or hide text', () => {
    const summary = 'Thanks @alice, closes #1 <!-- hidden --> `a < b` ghp_0123456789abcdefghij';
    const body = pullRequestBody(fixRecord({ iterations: [iteration(1, { summary })] }));
    expect(body).not.toContain('@alice');
    expect(body).not.toContain('closes #1');
    expect(body).not.toContain('<!--');
    expect(body).not.toContain('ghp_0123456789abcdefghij');
    expect(body).toContain('`a < b`');
  });

  test('a failure that holds a code fence cannot end ours', () => {
    const failing = iteration(1, {
      report: report('failed', {
        passed: 0,
        failed: 1,
        failures: [{ kind: 'failed', name: 'x', message: '```\n# Injected' }],
      }),
    });
    expect(pullRequestBody(fixRecord({ iterations: [failing] }))).toContain('````text\n```\n# Injected\n````');
  });

  test('names what was done in a row once, and not that the round ended', () => {
    const actions = ['read_file a.ts', 'edit_file a.ts', 'edit_file a.ts', 'finish Add with a carry'];
    const body = pullRequestBody(fixRecord({ iterations: [iteration(1, { actions })] }));
    expect(body).toContain('- `read_file a.ts`\n- `edit_file a.ts`, 2 times\n\nResult: tests passed');
    const many = Array.from({ length: 60 }, (_, index) => `read_file ${index}.ts`);
    expect(pullRequestBody(fixRecord({ iterations: [iteration(1, { actions: many })] }))).toContain('- … and 20 more');
  });

  test('has no log where the work ended before the first iteration', () => {
    expect(pullRequestBody(fixRecord({ iterations: [] }))).not.toContain('## Iterations');
  });
});

describe('the tracking comment', () => {
  test('shows what is done and what is being done', () => {
    const comment = renderProgress(fixRecord({ iterations: [red], activity: 'iteration 2 of 5: editing' }));
    expect(comment).toContain('Working on a fix: iteration 2 of 5: editing');
    expect(comment).toContain('- [x] Iteration 1');
    expect(comment).toContain('1 of 4 tests failed');
  });

  test('ends with the outcome, its reason, the next command and the costs', () => {
    const outcome = {
      kind: 'budget exceeded',
      reason: 'The task used 1,200 of 1,000 tokens.',
      next: '`/goat fix`',
    } as const;
    const comment = renderOutcome(fixRecord({ iterations: [red] }), outcome);
    expect(comment).toContain('### Ended: the budget is spent');
    expect(comment).toContain('The task used 1,200 of 1,000 tokens.');
    expect(comment).toContain('**Next:** `/goat fix`');
    expect(comment).toContain('| **all** | 3 | 1,100 | 1,000 | 0 | 50 | – | – |');
  });
});

test('a fix without an outcome to claim says how far it came', () => {
  const declined = { kind: 'declined', reason: 'The agent found nothing to change.', next: '' } as const;
  const baseline = (outcome: 'not run' | 'passed') => ({ baseline: { report: report(outcome), kept: false } });
  const headings = [{}, baseline('not run'), baseline('passed'), { iterations: [red] }].map(
    (record) => renderOutcome(fixRecord(record), declined).split('\n', 1)[0],
  );
  expect(headings).toEqual([
    '### Not started',
    '### Not started',
    '### Nothing was changed',
    '### Ended without a fix',
  ]);
});

test.each([
  [['adds'], 'A new test shows the issue: `adds` fails ('],
  [['adds', 'carries'], 'New tests show the issue: 2 tests fail ('],
])('the tests that show an issue, %s, are told in good grammar', (names, line) => {
  const failures = names.map((name) => ({ kind: 'failed', name, message: '' }) as const);
  const { commit } = iteration(1);
  const rest = { reason: '', report: report('failed'), files: [], round: null };
  const comment = renderProgress(fixRecord({ reproduction: { kind: 'red', failures, commit, ...rest } }));
  expect(comment).toContain(line);
});

test('at a terminal, a name of several words is seen where it ends', () => {
  expect(progressLines('- [x] A test shows it: `adds two numbers` fails ([run](https://x/run/1))')).toEqual([
    'A test shows it: “adds two numbers” fails (run)',
  ]);
  expect(progressLines('- [x] Started from `main` at c0ffee0')).toEqual(['Started from main at c0ffee0']);
});

test('FAULT 20: text is cut at its bound, and never inside a character', () => {
  expect(inlineCode(`${'x'.repeat(199)}😀`)).toBe(`\`${'x'.repeat(199)}\``);
  expect(plainMarkdown('x'.repeat(5_000)).length).toBeLessThanOrEqual(4_002);
});
