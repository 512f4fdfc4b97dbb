import type { Route } from './route.ts';

/** Path parameters that may hold slashes; the description marks them `x-multi-segment`. */
const multiSegment = new Set(['ref', 'path', 'basehead', 'branch']);

export interface Match {
  readonly route: Route;
  param(name: string): string;
}

/**
 * Finds the route of a request; a path with fewer parameters wins (`/comments/{id}` before `/{number}`), then the longer
 * one (`/commits/{ref}/check-runs` before `/commits/{ref}`).
 */
export function createRouter(routes: readonly Route[]): (method: string, path: string) => Match | undefined {
  const compiled = routes
    .map((route) => ({ route, pattern: toPattern(route.path), parameters: route.path.split('{').length }))
    .sort((left, right) => left.parameters - right.parameters || right.route.path.length - left.route.path.length);
  return (method, path) => {
    for (const { route, pattern } of compiled) {
      const found = route.method === method ? pattern.exec(path) : null;
      if (found === null) continue;
      return {
        route,
        param(name) {
          const value = found.groups?.[name];
          if (value === undefined) throw new Error(`${route.path} has no {${name}}.`);
          return decodeURIComponent(value);
        },
      };
    }
    return undefined;
  };
}

function toPattern(template: string): RegExp {
  const source = template
    .split(/(\{\w+\})/)
    .map((part) => {
      const name = /^\{(\w+)\}$/.exec(part)?.[1];
      if (name === undefined) return part.replaceAll('.', '\\.');
      return multiSegment.has(name) ? `(?<${name}>.+)` : `(?<${name}>[^/]+)`;
    })
    .join('');
  return new RegExp(`^${source}$|^$(?<never>)`);
}
