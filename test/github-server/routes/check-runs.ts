import { z } from 'zod';
import { resolveCommit } from '../git/commits.ts';
import { page } from '../http/page.ts';
import { notFound, unprocessable } from '../http/refusal.ts';
import { created, ok, type Route, repositoryRoute } from '../http/route.ts';
import { representCheckRun } from '../represent/check-run.ts';
import type { CheckRun } from '../state/check-run.ts';
import { timestamp, type World } from '../state/world.ts';

const output = z.object({
  title: z.string(),
  summary: z.string(),
  text: z.string().optional(),
  annotations: z.array(z.unknown()).optional(),
});
const update = z.object({
  name: z.string().optional(),
  status: z.enum(['queued', 'in_progress', 'completed']).optional(),
  conclusion: z.string().optional(),
  external_id: z.string().optional(),
  details_url: z.string().optional(),
  output: output.optional(),
});
const create = update.extend({ name: z.string(), head_sha: z.string() });

const mostAnnotations = 50;

/** https://docs.github.com/en/rest/checks/runs */
export function checkRunRoutes(world: World): Route[] {
  return [
    repositoryRoute('POST /check-runs', 'checks:write', async ({ body, repository }) => {
      const request = create.parse(body);
      if ((await resolveCommit(repository.gitDir, request.head_sha)) === undefined) {
        throw unprocessable(`No commit found for SHA: ${request.head_sha}`);
      }
      const run: CheckRun = {
        id: world.nextId(),
        headSha: request.head_sha,
        startedAt: timestamp(),
        name: request.name,
        externalId: null,
        detailsUrl: null,
        status: 'queued',
        conclusion: null,
        completedAt: null,
        output: { title: null, summary: null, text: null },
        annotations: 0,
      };
      change(run, request);
      repository.checkRuns.push(run);
      return created(representCheckRun(world, repository, run));
    }),
    repositoryRoute('PATCH /check-runs/{check_run_id}', 'checks:write', ({ body, param, repository }) => {
      const run = repository.checkRuns.find(({ id }) => id === Number(param('check_run_id')));
      if (run === undefined) throw notFound();
      change(run, update.parse(body));
      return ok(representCheckRun(world, repository, run));
    }),
    repositoryRoute('GET /commits/{ref}/check-runs', 'checks:read', async (call) => {
      const { param, query, repository } = call;
      const sha = await resolveCommit(repository.gitDir, param('ref'));
      if (sha === undefined) throw unprocessable(`No commit found for SHA: ${param('ref')}`);
      const name = query.get('check_name');
      const wanted = repository.checkRuns.filter((run) => run.headSha === sha && (name === null || run.name === name));
      const { items, headers } = page(call, wanted);
      const runs = items.map((run) => representCheckRun(world, repository, run));
      return ok({ total_count: wanted.length, check_runs: runs }, headers);
    }),
  ];
}

function change(run: CheckRun, request: z.output<typeof update>): void {
  const annotations = request.output?.annotations?.length ?? 0;
  if (annotations > mostAnnotations)
    throw unprocessable('Invalid request.\n\nNo more than 50 annotations are allowed.');
  run.name = request.name ?? run.name;
  run.externalId = request.external_id ?? run.externalId;
  run.detailsUrl = request.details_url ?? run.detailsUrl;
  run.status = request.conclusion === undefined ? (request.status ?? run.status) : 'completed';
  run.conclusion = request.conclusion ?? run.conclusion;
  run.completedAt = run.status === 'completed' ? timestamp() : null;
  run.annotations += annotations;
  if (request.output) {
    const { title, summary, text = null } = request.output;
    run.output = { title, summary, text };
  }
}
