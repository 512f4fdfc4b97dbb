import type { ValidateFunction } from 'ajv';
import { z } from 'zod';
import type { Route } from '../http/route.ts';
import { compileParameter, compileSchema, deepestProblem } from './compile-schema.ts';
import { dereference, description } from './description.ts';

const parameterSchema = z.object({
  name: z.string(),
  in: z.enum(['path', 'query', 'header']),
  required: z.boolean().optional(),
  schema: z.unknown(),
});

const contentSchema = z
  .object({ content: z.record(z.string(), z.object({ schema: z.unknown() })).optional() })
  .optional();

const operationSchema = z.object({
  parameters: z.array(z.unknown()).default([]),
  requestBody: z.object({ required: z.boolean().optional(), content: z.unknown() }).optional(),
  responses: z.record(z.string(), z.unknown()),
});

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly validate: ValidateFunction;
}

interface Operation {
  readonly parameters: readonly Parameter[];
  readonly body: ValidateFunction | null;
  readonly bodyRequired: boolean;
  readonly bodyProperties: readonly string[] | null;
  readonly responses: Readonly<Record<string, unknown>>;
  readonly replies: Map<number, ValidateFunction | null>;
}

const operations = new Map<string, Operation>();

/** Statuses that any operation may answer, whether the description lists them or not. */
const common = new Set([400, 401, 403, 404, 409, 410, 413, 415, 422, 429, 500, 502, 503]);

export interface CallParts {
  param(name: string): string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

/** What is wrong with a request by GitHub's description, in a phrase; undefined when nothing is. */
export function requestProblem(route: Route, call: CallParts): string | undefined {
  const operation = operationOf(route);
  for (const parameter of operation.parameters) {
    if (parameter.in === 'header') continue;
    const value = parameter.in === 'path' ? call.param(parameter.name) : call.query.get(parameter.name);
    if (value === null) {
      if (parameter.required) return `the query lacks ${parameter.name}`;
    } else if (!parameter.validate({ value })) {
      return `${parameter.name}: ${deepestProblem(parameter.validate)}`;
    }
  }
  const known = new Set(operation.parameters.filter((each) => each.in === 'query').map((each) => each.name));
  const unknown = [...call.query.keys()].find((name) => !known.has(name));
  return unknown === undefined ? bodyProblem(operation, call.body) : `the query parameter ${unknown} does not exist`;
}

function bodyProblem(operation: Operation, body: unknown): string | undefined {
  if (body === undefined) return operation.bodyRequired ? 'the body is missing' : undefined;
  if (operation.body === null) return 'this call takes no body';
  if (!operation.body(body)) return deepestProblem(operation.body);
  const properties = operation.bodyProperties;
  if (properties === null || typeof body !== 'object' || body === null) return undefined;
  const unknown = Object.keys(body).find((name) => !properties.includes(name));
  return unknown === undefined ? undefined : `the body's property ${unknown} does not exist`;
}

/** What is wrong with an answer by GitHub's description. */
export function replyProblem(route: Route, status: number, body: unknown): string | undefined {
  const operation = operationOf(route);
  let validate = operation.replies.get(status);
  if (validate === undefined) {
    const response = operation.responses[String(status)];
    if (response === undefined) return common.has(status) ? undefined : `the status ${status} is not described`;
    validate = compileContent(dereference(response, 'responses'));
    operation.replies.set(status, validate);
  }
  if (validate === null || Buffer.isBuffer(body)) return undefined;
  return validate(body) ? undefined : deepestProblem(validate);
}

function operationOf(route: Route): Operation {
  const key = `${route.method} ${route.path}`;
  const known = operations.get(key);
  if (known !== undefined) return known;
  const found = description().paths[route.path]?.[route.method.toLowerCase()];
  if (found === undefined) throw new Error(`GitHub's description has no ${key}.`);
  const { parameters, requestBody, responses } = operationSchema.parse(found);
  const bodySchema = z
    .object({ properties: z.record(z.string(), z.unknown()) })
    .safeParse(contentOf(requestBody)?.schema);
  const operation: Operation = {
    parameters: parameters.map((each) => {
      const parameter = parameterSchema.parse(dereference(each, 'parameters'));
      // The description calls `created` a time; its own text, and GitHub, say that it is a range of times.
      const schema = parameter.name === 'created' ? { type: 'string' } : parameter.schema;
      const validate = compileParameter({ type: 'object', properties: { value: schema } });
      return { name: parameter.name, in: parameter.in, required: parameter.required ?? false, validate };
    }),
    body: requestBody === undefined ? null : compileContent(requestBody),
    bodyRequired: requestBody?.required ?? false,
    bodyProperties: bodySchema.success ? Object.keys(bodySchema.data.properties) : null,
    responses,
    replies: new Map(),
  };
  operations.set(key, operation);
  return operation;
}

function compileContent(value: unknown): ValidateFunction | null {
  const content = contentOf(value);
  return content === undefined ? null : compileSchema(content.schema);
}

function contentOf(value: unknown): { schema?: unknown } | undefined {
  return contentSchema.parse(value)?.content?.['application/json'];
}
