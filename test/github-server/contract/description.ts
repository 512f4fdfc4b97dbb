import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { z } from 'zod';

const schema = z.record(z.string(), z.unknown());
const pathItem = z.record(z.string(), z.unknown());
const descriptionSchema = z.object({
  paths: z.record(z.string(), pathItem),
  'x-webhooks': z.record(z.string(), z.unknown()),
  components: z.object({
    schemas: z.record(z.string(), schema),
    parameters: z.record(z.string(), z.unknown()),
    responses: z.record(z.string(), z.unknown()),
  }),
});

export type Description = z.infer<typeof descriptionSchema>;

let loaded: Description | undefined;

/** GitHub's OpenAPI description of api.github.com, 13 MB: read and parsed once a process, on first use (0.2 s). */
export function description(): Description {
  loaded ??= descriptionSchema.parse(
    JSON.parse(
      readFileSync(createRequire(import.meta.url).resolve('@octokit/openapi/generated/api.github.com.json'), 'utf8'),
    ),
  );
  return loaded;
}

/** What a `{ "$ref": "#/components/KIND/NAME" }` points at, or the value itself. */
export function dereference(value: unknown, kind: 'parameters' | 'responses'): unknown {
  const reference = z.object({ $ref: z.string() }).safeParse(value);
  if (!reference.success) return value;
  const name = reference.data.$ref.split('/').at(-1) ?? '';
  return description().components[kind][name];
}
