import { expect, test } from 'vitest';
import { describeFix, fixResult } from '../../src/cli/fix-result.ts';
import { runGit } from '../../src/workspace/run-git.ts';
import { fixRecord, iteration, report } from '../fakes/fix-record.ts';
import { commitFiles, temporaryRepository } from '../workspace/temporary-repository.ts';

const spent = { inputTokens: 70, outputTokens: 30, cacheReadTokens: 0, cacheWriteTokens: 0 };

/** A repository whose branch `goat/x` stands at the base, or one commit after it. */
async function branchAt(place: 'base' | 'fix') {
  const { gitDir, commit: base } = await temporaryRepository({ 'a.js': '1\n' });
  const fix = await commitFiles(gitDir, { 'a.js': '2\n' });
  await runGit(['update-ref', 'refs/heads/goat/x', place === 'base' ? base : fix], { gitDir });
  return {
    gitDir,
    fix,
    record: fixRecord({
      base: { branch: 'main', sha: base },
      branch: 'goat/x',
      openUsage: spent,
      openRound: { start: 0, modelCalls: 4, seconds: null },
    }),
  };
}

test('a fix that was stopped during its tests tells its branch, its commit and what it has used', async () => {
  const { gitDir, fix, record } = await branchAt('fix');
  const outcome = { kind: 'stopped', reason: 'Stopped by @you.', next: 'Comment `/goat fix` to start again.' } as const;
  const result = await fixResult(gitDir, outcome, record);
  expect(result).toMatchObject({
    branch: 'goat/x',
    commit: fix,
    iterations: [],
    evidence: null,
    usage: { ...spent, calls: 4 },
  });
  expect(result.diff).toContain('+2');
  expect(result.outcome).toEqual({
    kind: 'stopped',
    reason: 'You stopped it.',
    next: 'Run goat fix again to start anew.',
  });
});

test('a branch without a commit is none', async () => {
  const { gitDir, record } = await branchAt('base');
  const outcome = { kind: 'failed', reason: 'The model cannot be reached.', next: '' } as const;
  expect(await fixResult(gitDir, outcome, record)).toMatchObject({ branch: null, commit: null, diff: '' });
});

test('a report is evidence for the commit that it was made on only', async () => {
  const { gitDir, fix, record } = await branchAt('fix');
  const outcome = { kind: 'fixed', reason: '', next: '' } as const;
  const older = { ...record, iterations: [iteration(1)] };
  expect((await fixResult(gitDir, outcome, older)).evidence).toBeNull();
  const newest = { ...record, iterations: [iteration(1, { commit: { sha: fix, verified: null, url: null } })] };
  expect((await fixResult(gitDir, outcome, newest)).evidence).toMatchObject({ outcome: 'passed' });
});

test('a person is shown why tests could not run, and no comment to write', async () => {
  const { gitDir, fix, record } = await branchAt('fix');
  const notRun = { ...report('not run'), reason: 'The set-up command `false` failed.', logTail: 'no such package' };
  const iterations = [iteration(1, { commit: { sha: fix, verified: null, url: null }, report: notRun })];
  const outcome = { kind: 'failed', reason: 'The tests could not run.', next: 'Comment `/goat fix`.' } as const;
  const shown = describeFix(await fixResult(gitDir, outcome, { ...record, iterations }));
  expect(shown).toContain('The set-up command `false` failed.');
  expect(shown).toContain('no such package');
  expect(shown).not.toContain('Comment');
});
