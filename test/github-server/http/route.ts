import type { Repository } from '../state/repository.ts';
import type { InstallationToken } from '../state/world.ts';

export interface Reply {
  readonly status: number;
  /** JSON, or bytes that are sent as they are. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Call {
  /** The value of a `{name}` of the path, decoded. */
  param(name: string): string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly accept: string;
  /** The address that was asked for, for links to further pages. */
  readonly address: URL;
}

export interface InstallationCall extends Call {
  readonly token: InstallationToken;
}

export interface RepositoryCall extends InstallationCall {
  readonly repository: Repository;
}

type Answer = Reply | Promise<Reply>;
export type Permission = `${string}:${'read' | 'write'}`;

interface RouteBase {
  readonly method: string;
  /** The path as GitHub's OpenAPI description writes it; it also names the operation for the contract. */
  readonly path: string;
}

/** Who may call, and what the handler is given. */
export type Route = RouteBase &
  (
    | { readonly access: 'app'; handle(call: Call): Answer }
    | { readonly access: 'installation'; handle(call: InstallationCall): Answer }
    /** Checked by GitHub's schema of GraphQL instead of its description of REST. */
    | { readonly access: 'graphql'; handle(call: InstallationCall): Answer }
    | {
        readonly access: 'repository';
        /** One of these is enough. */
        readonly anyOf: readonly Permission[];
        handle(call: RepositoryCall): Answer;
      }
  );

type Operation = `${'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'} /${string}`;

function base(operation: Operation): RouteBase {
  const space = operation.indexOf(' ');
  return { method: operation.slice(0, space), path: operation.slice(space + 1) };
}

/** Called with the App's own JWT. */
export function appRoute(operation: Operation, handle: (call: Call) => Answer): Route {
  return { ...base(operation), access: 'app', handle };
}

export function installationRoute(operation: Operation, handle: (call: InstallationCall) => Answer): Route {
  return { ...base(operation), access: 'installation', handle };
}

export function graphqlRoute(handle: (call: InstallationCall) => Answer): Route {
  return { ...base('POST /graphql'), access: 'graphql', handle };
}

/**
 * Called with an installation token that reaches the repository.
 *
 * @param operation method and path below `/repos/{owner}/{repo}`.
 * @param anyOf the permissions of which the token needs one.
 */
export function repositoryRoute(
  operation: Operation,
  anyOf: Permission | readonly Permission[],
  handle: (call: RepositoryCall) => Answer,
): Route {
  const { method, path } = base(operation);
  const permissions = typeof anyOf === 'string' ? [anyOf] : anyOf;
  const tail = path === '/' ? '' : path;
  return { method, path: `/repos/{owner}/{repo}${tail}`, access: 'repository', anyOf: permissions, handle };
}

export function ok(body: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status: 200, body, headers };
}

export function created(body: unknown): Reply {
  return { status: 201, body };
}

export const noContent: Reply = { status: 204 };
