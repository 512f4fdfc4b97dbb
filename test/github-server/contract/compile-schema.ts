import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { z } from 'zod';
import { description } from './description.ts';

const annotations = new Set(['example', 'examples', 'description', 'title', 'default', 'nullable', 'x-github']);

function createAjv(coerceTypes: boolean): Ajv {
  // Nothing is optimised: compiling is what costs here, each schema judges only a few values.
  const ajv = new Ajv({
    strict: false,
    validateSchema: false,
    inlineRefs: false,
    addUsedSchema: false,
    logger: false,
    code: { optimize: false },
    coerceTypes,
  });
  formats.default(ajv);
  // The addresses of GitHub's own bots have brackets in them: `1+goat[bot]@users.noreply.github.com`.
  ajv.addFormat('email', /^[^\s@]+@[^\s@]+$/);
  return ajv;
}

const bodies = createAjv(false);
/** Parameters arrive as text: `"30"` is a good integer there. */
const parameters = createAjv(true);
const added = new Set<string>();

/**
 * Compiles a schema of the description, and those that it refers to once a process each.
 *
 * @param schema OpenAPI 3.0: `nullable` becomes a type of its own.
 */
export function compileSchema(schema: unknown): ValidateFunction {
  return bodies.compile(toJsonSchema(schema));
}

export function compileParameter(schema: unknown): ValidateFunction {
  return parameters.compile(toJsonSchema(schema));
}

/** The problem that lies deepest: of the branches of an `anyOf`, the one that came nearest. */
export function deepestProblem(validate: ValidateFunction): string {
  const depth = (error: { instancePath: string } | undefined) => error?.instancePath.split('/').length ?? 0;
  const errors = validate.errors?.filter(({ keyword, params }) => keyword !== 'anyOf' && params.type !== 'null') ?? [];
  const error =
    errors.length > 0 ? errors.reduce((best, each) => (depth(each) > depth(best) ? each : best)) : validate.errors?.[0];
  if (error === undefined) return 'no reason given';
  const detail = Object.values(error.params).flat().join(', ');
  return `${error.instancePath || 'the body'} ${error.message ?? error.keyword}${detail === '' ? '' : ` (${detail})`}`;
}

function toJsonSchema(schema: unknown): z.infer<typeof objectSchema> {
  const missing: string[] = [];
  const converted = objectSchema.parse(convert(schema, missing));
  for (let name = missing.pop(); name !== undefined; name = missing.pop()) {
    if (added.has(name)) continue;
    added.add(name);
    const component = objectSchema.parse(convert(description().components.schemas[name], missing));
    bodies.addSchema({ $id: `github:${name}`, ...component });
    parameters.addSchema({ $id: `github:${name}`, ...component });
  }
  return converted;
}

const objectSchema = z.record(z.string(), z.unknown());

function convert(value: unknown, missing: string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => convert(item, missing));
  const parsed = objectSchema.safeParse(value);
  if (!parsed.success) return value;
  const { $ref, nullable } = parsed.data;
  if (typeof $ref === 'string') {
    const name = $ref.split('/').at(-1) ?? '';
    missing.push(name);
    return { $ref: `github:${name}` };
  }
  const entries = Object.entries(parsed.data).filter(
    ([key, item]) => !(annotations.has(key) && !isProperty(key, item)),
  );
  const result = Object.fromEntries(entries.map(([key, item]) => [key, convert(item, missing)]));
  const corrected = isUserAndEnterprise(parsed.data.allOf) ? { anyOf: result.allOf } : result;
  return nullable === true ? { anyOf: [{ type: 'null' }, corrected] } : corrected;
}

/** `GET /app/installations` asks for an account that is a user and an enterprise at once; elsewhere it is one of them. */
function isUserAndEnterprise(allOf: unknown): boolean {
  const titles = z
    .array(z.object({ title: z.string() }))
    .safeParse(allOf)
    .data?.map(({ title }) => title);
  return titles?.join() === 'Simple User,Enterprise';
}

/** A property may be called `title` or `description`; then its value is a schema, where the annotation's is text. */
function isProperty(key: string, value: unknown): boolean {
  const schema = objectSchema.safeParse(value);
  if (!schema.success || key === 'example' || key === 'examples' || key === 'default' || key === 'x-github') {
    return false;
  }
  return ['type', '$ref', 'anyOf', 'oneOf', 'allOf'].some((keyword) => keyword in schema.data);
}
