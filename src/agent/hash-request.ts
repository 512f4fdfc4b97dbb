import { createHash } from 'node:crypto';
import type { ModelRequest } from './model.ts';

/** A hash of what would be sent. It does not depend on the order of keys, which a database may change. */
export function hashRequest(modelName: string, request: ModelRequest): string {
  return createHash('sha256').update(canonicalJson({ modelName, request })).digest('hex');
}

/** JSON with the keys of every object sorted. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) => (isObject(item) ? sortKeys(item) : item));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sortKeys(value: object): object {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
