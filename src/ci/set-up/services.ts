import { isPlain } from './folder.ts';
import { type OwnWorkflow, runsTests } from './own-workflows.ts';
import type { Service } from './set-up.ts';

export interface FoundServices {
  readonly services: readonly Service[];
  /** What the job sets in clear text, for its tests to find the services. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where they are from; null where there are none. */
  readonly workflow: string | null;
  /** Services that cannot be taken over, by name. */
  readonly left: readonly string[];
}

/**
 * The services of the first job that runs tests beside some. Taken over is what stands there as it is: what comes from
 * a secret or a matrix is left to a person.
 */
export function findServices(workflows: readonly OwnWorkflow[]): FoundServices {
  for (const { path, jobs, env } of workflows) {
    for (const job of Object.values(jobs)) {
      const named = Object.entries(job.services);
      if (named.length === 0 || !runsTests(job)) continue;
      const services = named.flatMap(([name, service]) => {
        const isTaken = service !== null && service.credentials === undefined && /^[\w-]{1,50}$/.test(name);
        return isTaken && isPlain(service.image) ? [{ ...service, name, env: plainValues(service.env) }] : [];
      });
      const kept = services.map(({ name, image, env: set, ports, options }) => ({
        name,
        image,
        env: set,
        ports: ports.filter((port) => /^[\d:./a-z]{1,40}$/.test(port)),
        options: options != null && isPlain(foldLines(options)) ? foldLines(options) : null,
      }));
      const names = new Set(kept.map(({ name }) => name));
      return {
        services: kept,
        environment: { ...plainValues(env), ...plainValues(job.env) },
        workflow: path,
        left: named.map(([name]) => name).filter((name) => !names.has(name)),
      };
    }
  }
  return { services: [], environment: {}, workflow: null, left: [] };
}

function foldLines(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** Variables whose values stand there in clear text, and whose names are variables. */
function plainValues(values: Readonly<Record<string, unknown>> = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values)
      .map(([name, value]): [string, string] => [
        name,
        ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : '',
      ])
      .filter(([name, value]) => /^[A-Za-z_]\w{0,99}$/.test(name) && isPlain(value)),
  );
}
