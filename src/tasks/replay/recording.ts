import { z } from 'zod';

const repository = z.discriminatedUnion('host', [
  z.object({
    host: z.literal('github'),
    id: z.int(),
    owner: z.string(),
    name: z.string(),
    defaultBranch: z.string(),
    installationId: z.int(),
  }),
  z.object({
    host: z.literal('local'),
    gitDir: z.string(),
    directory: z.string(),
    base: z.string(),
    commit: z.string(),
    testCommand: z.string(),
    setupCommand: z.string().nullable(),
    allowLocalTests: z.boolean(),
  }),
]);

/** Keys that a later version adds stay. */
const fixRequest = z.looseObject({
  kind: z.literal('fix'),
  repository,
  issue: z.object({ number: z.int(), title: z.string(), body: z.string(), url: z.string().nullable() }),
  hint: z.string(),
  sender: z.string(),
  commentId: z.int().nullable(),
  limits: z.looseObject({ iterations: z.int(), tokens: z.int() }),
  label: z.object({ name: z.string(), isDefault: z.boolean() }).exactOptional(),
});

/** A request to the model, as text: its parts begin with so many of those of the request before. */
const asked = z.object({ kept: z.int().min(0), added: z.array(z.string()) });

const step = z.object({
  name: z.string(),
  /** What the step returned, as the engine keeps it: in an object, because a step may return nothing. */
  result: z.union([
    z.object({ stoppedBy: z.string() }),
    z.object({ error: z.object({ name: z.string(), message: z.string() }) }),
    z.object({ value: z.unknown().optional() }),
  ]),
  /** Of a call of the model. */
  asked: asked.exactOptional(),
  /** Of a commit: what it changes, as a unified diff. */
  patch: z.string().exactOptional(),
});

/** A task that ended, with all that it needs to run again offline but the repository's base commit. docs/replay.md */
export const recordingSchema = z.object({
  format: z.literal('goat recording 1'),
  taskId: z.string(),
  request: fixRequest,
  /** The configured name, which requests carry. */
  model: z.string(),
  /** The commit that the task started from; null where it ended before it knew. */
  base: z.string().nullable(),
  outcome: z.string(),
  steps: z.array(step),
});

export type Recording = z.output<typeof recordingSchema>;
export type RecordedStep = Recording['steps'][number];
