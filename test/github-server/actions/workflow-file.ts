import { parse } from 'yaml';
import { z } from 'zod';

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const environment = z.record(z.string(), scalar);
const condition = z.union([z.string(), z.boolean()]);
const defaults = z.strictObject({
  run: z.strictObject({ shell: z.string().optional(), 'working-directory': z.string().optional() }),
});

const inputSchema = z.object({
  description: z.string().optional(),
  required: z.boolean().default(false),
  default: scalar.optional(),
  type: z.enum(['string', 'boolean', 'number', 'choice']).default('string'),
  options: z.array(z.string()).optional(),
});

const stepSchema = z.strictObject({
  id: z.string().optional(),
  name: z.string().optional(),
  if: condition.optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  with: environment.default({}),
  env: environment.default({}),
  shell: z.string().optional(),
  'working-directory': z.string().optional(),
  'continue-on-error': z.boolean().default(false),
  'timeout-minutes': z.number().optional(),
});

const jobSchema = z.strictObject({
  name: z.string().optional(),
  'runs-on': z.union([z.string(), z.array(z.string())]),
  needs: z.union([z.string(), z.array(z.string())]).default([]),
  if: condition.optional(),
  permissions: z.unknown().optional(),
  env: environment.default({}),
  defaults: defaults.optional(),
  'timeout-minutes': z.number().default(360),
  steps: z.array(stepSchema).min(1),
});

/** What this server can run. A key that it does not know fails the run instead of being passed over. */
const runnableSchema = z.strictObject({
  name: z.string().optional(),
  'run-name': z.string().optional(),
  on: z.unknown().optional(),
  permissions: z.unknown().optional(),
  env: environment.default({}),
  defaults: defaults.optional(),
  jobs: z.record(z.string(), jobSchema),
});

/** What a dispatch looks at; everything else is judged when the run starts. */
const triggerSchema = z.object({
  name: z.string().optional(),
  'run-name': z.string().optional(),
  on: z.union([z.string(), z.array(z.string()), z.record(z.string(), z.unknown())]),
  permissions: z.unknown().optional(),
  jobs: z.record(z.string(), z.unknown()),
});

const dispatchSchema = z.object({ inputs: z.record(z.string(), inputSchema).default({}) }).nullable();

export type RunnableWorkflow = z.infer<typeof runnableSchema>;
export type WorkflowJob = z.infer<typeof jobSchema>;
export type WorkflowStep = z.infer<typeof stepSchema>;
export type WorkflowInput = z.infer<typeof inputSchema>;

export interface WorkflowTrigger {
  readonly name: string | undefined;
  readonly runName: string | undefined;
  readonly permissions: unknown;
  /** Undefined when nobody may dispatch it. */
  readonly inputs: Readonly<Record<string, WorkflowInput>> | undefined;
}

/** @throws when it is not a workflow at all. */
export function parseTrigger(text: string): WorkflowTrigger {
  const workflow = triggerSchema.parse(parse(text));
  const { on } = workflow;
  const names = typeof on === 'string' ? [on] : Array.isArray(on) ? on : Object.keys(on);
  const details =
    typeof on === 'string' || Array.isArray(on) ? null : dispatchSchema.parse(on.workflow_dispatch ?? null);
  return {
    name: workflow.name,
    runName: workflow['run-name'],
    permissions: workflow.permissions,
    inputs: names.includes('workflow_dispatch') ? (details?.inputs ?? {}) : undefined,
  };
}

/** @throws an error that names what this server does not support. */
export function parseRunnable(text: string): RunnableWorkflow {
  const result = runnableSchema.safeParse(parse(text));
  if (!result.success) throw new Error(`The local GitHub cannot run this workflow:\n${z.prettifyError(result.error)}`);
  return result.data;
}
