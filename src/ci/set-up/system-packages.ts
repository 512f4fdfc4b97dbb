import { type OwnWorkflow, runsTests } from './own-workflows.ts';

const mostPackages = 40;
const packageName = /^[a-z0-9][a-z0-9+.-]+$/;

/**
 * The packages of Debian that jobs which run tests install by apt, on GitHub's machines and in every case. Names that are
 * put together at run time are left out.
 */
export function findSystemPackages(workflows: readonly OwnWorkflow[]): string[] {
  const scripts = workflows
    .flatMap(({ jobs }) => Object.values(jobs))
    .filter((job) => runsTests(job) && job.container === undefined)
    .flatMap(({ steps }) => steps.map(({ run, if: condition }) => (condition === undefined ? (run ?? '') : '')));
  const installed = scripts.flatMap((script) =>
    script
      .replaceAll(/\\\r?\n/g, ' ')
      .replaceAll(/\$\{\{[^}]*\}\}/g, '$')
      .split(/\n|&&|;|\|\|/)
      .flatMap((command) => {
        const [, rest = ''] = /\bapt(?:-get)?\s+(?:-\S+\s+)*install\s(.*)$/.exec(command) ?? [];
        return rest.split(/\s+/).filter((word) => packageName.test(word));
      }),
  );
  return [...new Set(installed)].sort().slice(0, mostPackages);
}
