import { resultsFolder } from '../../../ci/workflow-file.ts';
import { download } from './download.ts';
import { readXmlFiles } from './read-zip.ts';
import type { TestWorkflow } from './test-workflow.ts';

const largestArchive = 20 * 1024 * 1024;

/** The JUnit XML that a run uploaded; none where it did not, or where it is gone. */
export async function readArtifact(workflow: TestWorkflow, runId: number, signal: AbortSignal): Promise<string[]> {
  const { octokit, owner, repo } = workflow;
  const { data } = await (await octokit()).rest.actions.listWorkflowRunArtifacts({
    owner,
    repo,
    run_id: runId,
    name: resultsFolder,
    request: { signal },
  });
  const artifact = data.artifacts.find(({ name, expired }) => name === resultsFolder && !expired);
  if (artifact === undefined || artifact.size_in_bytes > largestArchive) return [];

  const ask = async () =>
    (await octokit()).rest.actions.downloadArtifact({
      owner,
      repo,
      artifact_id: artifact.id,
      archive_format: 'zip',
      request: { redirect: 'manual', signal },
    });
  const archive = await download(ask, (body) => readAtMost(body, largestArchive), signal);
  return archive === null ? [] : readXmlFiles(archive);
}

/** Nothing at all where there is more: half an archive cannot be read. */
async function readAtMost(body: AsyncIterable<Uint8Array>, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > limit) return Buffer.alloc(0);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
