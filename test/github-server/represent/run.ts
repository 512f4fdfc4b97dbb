import { fullName, type Repository } from '../state/repository.ts';
import type { Artifact, Job, Run, Workflow } from '../state/run.ts';
import { nodeId, timestamp, type World } from '../state/world.ts';
import { representSimpleCommit } from './commit.ts';
import { representMinimalRepository } from './repository.ts';
import { representUser } from './user.ts';

const artifactLifeMilliseconds = 90 * 86_400_000;

export function representWorkflow(world: World, repository: Repository, workflow: Workflow) {
  const name = fullName(repository);
  return {
    id: workflow.id,
    node_id: nodeId('Workflow', workflow.id),
    name: workflow.name,
    path: workflow.path,
    state: workflow.state,
    created_at: workflow.createdAt,
    updated_at: workflow.createdAt,
    url: `${world.url}/repos/${name}/actions/workflows/${workflow.id}`,
    html_url: `${world.url}/${name}/blob/${repository.defaultBranch}/${workflow.path}`,
    badge_url: `${world.url}/${name}/workflows/${encodeURIComponent(workflow.name)}/badge.svg`,
  };
}

export function runLinks(world: World, repository: Repository, run: Run) {
  return {
    api: `${world.url}/repos/${fullName(repository)}/actions/runs/${run.id}`,
    page: `${world.url}/${fullName(repository)}/actions/runs/${run.id}`,
  };
}

export function representRun(world: World, repository: Repository, run: Run) {
  const links = runLinks(world, repository, run);
  const minimal = representMinimalRepository(world, repository);
  const actor = representUser(world, run.actor);
  return {
    id: run.id,
    name: run.workflow.name,
    node_id: nodeId('WorkflowRun', run.id),
    check_suite_id: run.id + 1,
    check_suite_node_id: nodeId('CheckSuite', run.id + 1),
    head_branch: run.branch,
    head_sha: run.commit.sha,
    path: run.workflow.path,
    run_number: run.number,
    run_attempt: 1,
    referenced_workflows: [],
    event: run.event,
    display_title: run.displayTitle,
    status: run.status,
    conclusion: run.conclusion,
    workflow_id: run.workflow.id,
    url: links.api,
    html_url: links.page,
    pull_requests: [],
    created_at: run.createdAt,
    updated_at: run.updatedAt,
    run_started_at: run.startedAt,
    actor,
    triggering_actor: actor,
    jobs_url: `${links.api}/jobs`,
    logs_url: `${links.api}/logs`,
    check_suite_url: `${world.url}/repos/${fullName(repository)}/check-suites/${run.id + 1}`,
    artifacts_url: `${links.api}/artifacts`,
    cancel_url: `${links.api}/cancel`,
    rerun_url: `${links.api}/rerun`,
    previous_attempt_url: null,
    workflow_url: `${world.url}/repos/${fullName(repository)}/actions/workflows/${run.workflow.id}`,
    head_commit: representSimpleCommit(run.commit),
    repository: minimal,
    head_repository: minimal,
  };
}

export function representJob(world: World, repository: Repository, run: Run, job: Job) {
  const links = runLinks(world, repository, run);
  const started = job.status !== 'queued';
  return {
    id: job.id,
    run_id: run.id,
    run_url: links.api,
    run_attempt: 1,
    node_id: nodeId('CheckRun', job.id),
    head_sha: run.commit.sha,
    head_branch: run.branch,
    workflow_name: run.workflow.name,
    url: `${world.url}/repos/${fullName(repository)}/actions/jobs/${job.id}`,
    html_url: `${links.page}/job/${job.id}`,
    status: job.status,
    conclusion: job.conclusion,
    created_at: job.createdAt,
    started_at: job.startedAt,
    completed_at: job.completedAt,
    name: job.name,
    steps: job.steps.map((step) => ({
      name: step.name,
      status: step.status,
      conclusion: step.conclusion,
      number: step.number,
      started_at: step.startedAt,
      completed_at: step.completedAt,
    })),
    check_run_url: `${world.url}/repos/${fullName(repository)}/check-runs/${job.id}`,
    labels: job.labels,
    runner_id: started ? 1 : null,
    runner_name: started ? 'Local runner 1' : null,
    runner_group_id: started ? 1 : null,
    runner_group_name: started ? 'Local' : null,
  };
}

export function representArtifact(world: World, repository: Repository, run: Run, artifact: Artifact) {
  const url = `${world.url}/repos/${fullName(repository)}/actions/artifacts/${artifact.id}`;
  return {
    id: artifact.id,
    node_id: nodeId('Artifact', artifact.id),
    name: artifact.name,
    size_in_bytes: artifact.zip.length,
    url,
    archive_download_url: `${url}/zip`,
    expired: artifact.expired,
    created_at: artifact.createdAt,
    updated_at: artifact.createdAt,
    expires_at: timestamp(Date.parse(artifact.createdAt) + artifactLifeMilliseconds),
    workflow_run: {
      id: run.id,
      repository_id: repository.id,
      head_repository_id: repository.id,
      head_branch: run.branch,
      head_sha: run.commit.sha,
    },
  };
}
