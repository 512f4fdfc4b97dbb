import type { TestReport, TestResults } from '../../src/ci/test-report.ts';
import type { FixRecord, IterationRecord } from '../../src/tasks/fix/fix-record.ts';

/** A test report with what a test cares about. */
export function report(outcome: TestReport['outcome'], results: Partial<TestResults> = {}): TestReport {
  return {
    commit: 'c'.repeat(40),
    outcome,
    results: { format: 'junit', passed: 0, failed: 0, skipped: 0, failures: [], ...results },
    logTail: '',
    seconds: 1,
    url: null,
  };
}

/** What a report says by itself: everything that fails is new. */
function judge(tested: TestReport = report('passed')): IterationRecord['verdict'] {
  const kind = tested.outcome === 'passed' ? 'green' : tested.outcome === 'failed' ? 'red' : 'not run';
  return { kind, fresh: tested.results.failures, flaky: [], old: [] };
}

/** An iteration that passed, unless told otherwise. */
export function iteration(number: number, differences: Partial<IterationRecord> = {}): IterationRecord {
  const base: IterationRecord = {
    number,
    subject: 'Mend the sum',
    summary: 'The sum forgot the carry.',
    actions: ['edit_file src/sum.js'],
    problems: [],
    commit: { sha: String(number).repeat(40), verified: true, url: `https://x/commit/${number}` },
    files: ['src/sum.js'],
    report: report('passed', { passed: 1 }),
    again: null,
    verdict: judge(differences.report),
    usage: { inputTokens: 100, outputTokens: 50, cacheReadTokens: 1_000, cacheWriteTokens: 0 },
    modelCalls: 3,
    ...differences,
  };
  return { ...base, report: { ...base.report, url: `https://x/run/${number}` } };
}

export function fixRecord(differences: Partial<FixRecord> = {}): FixRecord {
  return {
    taskId: '01TASK',
    issue: { number: 7, title: 'Sum is wrong', body: '', url: null },
    maxIterations: 5,
    base: { branch: 'main', sha: 'b'.repeat(40) },
    branch: 'goat/issue-7-sum-is-wrong',
    indexed: { files: 12, chunks: 40, seconds: 0.3 },
    opening: null,
    foreignWorkflows: [],
    baseline: null,
    plan: null,
    reproduction: null,
    iterations: [],
    tampering: null,
    risk: null,
    pullRequest: null,
    openUsage: { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 },
    waitingFor: null,
    question: null,
    activity: 'editing',
    ...differences,
  };
}
