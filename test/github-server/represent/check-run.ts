import type { CheckRun } from '../state/check-run.ts';
import { fullName, type Repository } from '../state/repository.ts';
import { nodeId, type World } from '../state/world.ts';
import { representApp } from './app.ts';

export function representCheckRun(world: World, repository: Repository, run: CheckRun) {
  const url = `${world.url}/repos/${fullName(repository)}/check-runs/${run.id}`;
  return {
    id: run.id,
    node_id: nodeId('CheckRun', run.id),
    head_sha: run.headSha,
    external_id: run.externalId,
    url,
    html_url: `${world.url}/${fullName(repository)}/runs/${run.id}`,
    details_url: run.detailsUrl,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    name: run.name,
    output: { ...run.output, annotations_count: run.annotations, annotations_url: `${url}/annotations` },
    check_suite: { id: run.id - 1 },
    app: representApp(world),
    pull_requests: [],
  };
}
