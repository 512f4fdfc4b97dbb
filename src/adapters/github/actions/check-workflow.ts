import type { Readiness } from '../../../ci/test-runner.ts';
import { takesFilter } from '../../../ci/workflow-file.ts';
import { statusOf } from '../github-error.ts';
import type { TestWorkflow } from './test-workflow.ts';

/**
 * Whether the workflow is on the default branch and active. GitHub dispatches it only then, whatever branch is to be
 * tested, and it remembers workflows of other branches too: hence two questions.
 */
export async function checkWorkflow({ octokit, owner, repo, defaultBranch, file }: TestWorkflow): Promise<Readiness> {
  const path = `.github/workflows/${file}`;
  const github = await octokit();
  try {
    const content = await github.rest.repos.getContent({ owner, repo, path, ref: defaultBranch });
    const { data } = await github.rest.actions.getWorkflow({ owner, repo, workflow_id: file });
    if (data.state === 'active') return { ready: true, takesFilter: takesFilter(textOf(content.data)) };
    return {
      ready: false,
      reason: `The workflow ${path} is switched off (${data.state}): enable it on the Actions page of ${owner}/${repo}.`,
    };
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
    return {
      ready: false,
      reason: `There is no ${path} on ${defaultBranch}: add it there, for example by the pull request that \`/goat setup\` opens.`,
    };
  }
}

function textOf(content: unknown): string {
  const encoded = typeof content === 'object' && content !== null && 'content' in content ? content.content : '';
  return typeof encoded === 'string' ? Buffer.from(encoded, 'base64').toString() : '';
}
