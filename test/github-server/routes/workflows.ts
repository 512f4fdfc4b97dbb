import { z } from 'zod';
import { dispatch } from '../actions/dispatch.ts';
import { executeRun } from '../actions/execute-run.ts';
import { findWorkflow, listWorkflows } from '../actions/find-workflow.ts';
import { page } from '../http/page.ts';
import { Refusal } from '../http/refusal.ts';
import { noContent, ok, type Reply, type RepositoryCall, type Route, repositoryRoute } from '../http/route.ts';
import { representWorkflow, runLinks } from '../represent/run.ts';
import type { World } from '../state/world.ts';

const dispatchRequest = z.object({
  ref: z.string(),
  inputs: z.record(z.string(), z.unknown()).default({}),
  return_run_details: z.boolean().optional(),
});

/** https://docs.github.com/en/rest/actions/workflows */
export function workflowRoutes(world: World): Route[] {
  return [
    repositoryRoute('GET /actions/workflows', 'actions:read', async (call) => {
      const workflows = await listWorkflows(world, call.repository);
      const { items, headers } = page(call, workflows);
      const described = items.map((workflow) => representWorkflow(world, call.repository, workflow));
      return ok({ total_count: workflows.length, workflows: described }, headers);
    }),
    repositoryRoute('GET /actions/workflows/{workflow_id}', 'actions:read', async ({ param, repository }) =>
      ok(representWorkflow(world, repository, await findWorkflow(world, repository, param('workflow_id')))),
    ),
    repositoryRoute('POST /actions/workflows/{workflow_id}/dispatches', 'actions:write', (call) => start(world, call)),
  ];
}

async function start(world: World, { body, param, repository }: RepositoryCall): Promise<Reply> {
  const request = dispatchRequest.parse(body);
  if (request.return_run_details !== undefined && !world.actions.runDetails) {
    throw new Refusal(400, 'Invalid request.\n\n"return_run_details" is not a permitted key.');
  }
  const workflow = await findWorkflow(world, repository, param('workflow_id'));
  const fault = world.actions.faults.shift();
  const { run, text } = await dispatch(world, repository, workflow, request, world.app.bot, fault?.sha);
  if (!fault?.stuck) {
    const execution = executeRun(world, repository, run, text);
    world.background(execution);
    if (fault?.completeBeforeReply) await execution;
  }
  if (request.return_run_details !== true) return noContent;
  const links = runLinks(world, repository, run);
  return ok({ workflow_run_id: run.id, run_url: links.api, html_url: links.page });
}
