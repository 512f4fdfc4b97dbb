import { fullName, type Repository } from '../state/repository.ts';
import type { Run } from '../state/run.ts';
import type { World } from '../state/world.ts';
import type { Value } from './expression.ts';

/** The contexts that a whole run has. */
export function runContexts(
  world: World,
  repository: Repository,
  run: Pick<Run, 'inputs' | 'branch' | 'event' | 'id' | 'number' | 'actor'> & { readonly sha: string },
): Record<string, Value> {
  return {
    inputs: run.inputs,
    github: {
      actor: run.actor.login,
      api_url: world.url,
      event_name: run.event,
      event: { inputs: run.inputs },
      ref: `refs/heads/${run.branch}`,
      ref_name: run.branch,
      repository: fullName(repository),
      repository_owner: repository.owner.login,
      run_attempt: 1,
      run_id: run.id,
      run_number: run.number,
      server_url: world.url,
      sha: run.sha,
    },
    runner: { os: 'Linux', arch: 'X64' },
  };
}
