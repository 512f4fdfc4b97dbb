import { describe, expect, test } from 'vitest';
import { plan, type SetUpPlan } from '../../../src/ci/set-up/plan-set-up.ts';
import { workflowPath } from '../../../src/ci/workflow-file.ts';
import {
  nothingToPropose,
  proposalIsCurrent,
  proposalIsTheirs,
  proposalUpdated,
  proposed,
} from '../../../src/tasks/set-up/set-up-outcomes.ts';

const base = { branch: 'main', sha: 'b'.repeat(40) };
const open = { number: 7, url: 'https://x/7', draft: false };

/** A repository of Go that has the workflow already, as far as the plan's own first try made it. */
function alreadySetUp(): SetUpPlan {
  const texts = { 'go.mod': 'module shop\n\ngo 1.22\n' };
  const files = { paths: ['go.mod', 'shop_test.go'], texts };
  const made = plan(files, false).files;
  return plan({ paths: [...files.paths, ...Object.keys(made)], texts: { ...texts, ...made } }, false);
}

describe('a set-up that has nothing to change', () => {
  test('says that all is there, and asks for a fix', () => {
    const there = alreadySetUp();
    expect(there).toMatchObject({ files: {}, workflow: 'same' });
    expect(nothingToPropose(there, base, null)).toEqual({
      kind: 'answered',
      reason: `\`${workflowPath}\` on main is as it would be written now.`,
      next: 'Comment `/goat fix` on an issue.',
    });
  });

  test('names the pull request of an earlier one, which may be closed', () => {
    expect(nothingToPropose(alreadySetUp(), base, open).next).toBe(
      'Close #7, which adds nothing more, and comment `/goat fix` on an issue.',
    );
  });

  test('because nothing tells how the tests run declines, and says what to write, whatever is open', () => {
    const unknown = plan({ paths: ['README.md'], texts: {} }, false);
    for (const earlier of [null, open]) {
      expect(nothingToPropose(unknown, base, earlier)).toMatchObject({
        kind: 'declined',
        next: expect.stringContaining(`Add a \`${workflowPath}\``),
      });
    }
  });
});

describe('a set-up that proposes', () => {
  test.each([
    ['new', 'The workflow that runs the tests is proposed in pull request #7.'],
    ['other', `An update of \`${workflowPath}\`, which is there already, is proposed in pull request #7.`],
    ['same', 'Changes beside the workflow, which is there already, are proposed in pull request #7.'],
  ] as const)('says what is %s', (workflow, reason) => {
    expect(proposed({ ...alreadySetUp(), workflow }, 'goat/setup', open)).toMatchObject({ kind: 'proposed', reason });
  });

  test('names the branch where there is no pull request, and how many workflows it keeps off', () => {
    const guarding = { ...alreadySetUp(), guarded: ['.github/workflows/deploy.yml'] };
    expect(proposed(guarding, 'goat/setup', null).reason).toMatch(
      /the branch goat\/setup\. It keeps 1 of your workflows off `goat\/\*\*` branches\.$/,
    );
    expect(proposalUpdated(guarding, open).reason).toContain('Pull request #7, which was open, is brought up to date.');
  });

  test('says what to do with what is open', () => {
    expect(proposalIsCurrent(open).next).toMatch(/^Merge it, and comment `\/goat fix`/);
    expect(proposalIsTheirs(open).next).toBe(
      'Merge it, or close it and comment `/goat setup` to have it proposed anew.',
    );
  });
});
