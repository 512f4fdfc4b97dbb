import type { RepositoryConfigReading } from '../../config/repository-config.ts';
import { chooseModels } from '../choose-models.ts';
import { dailyLimitsOf } from '../daily-tasks.ts';
import { lowerLimits } from '../lower-limits.ts';
import { EndTask } from '../outcome.ts';
import { requireConfiguration } from '../require-configuration.ts';
import type { Fix, FixStart } from './fix.ts';

/** Most labels ask for nothing. Which ones do, the repository says; where it names none, the server's own does. */
export async function requireLabel({ request: { label }, readConfiguration, steps }: FixStart): Promise<void> {
  if (!label) return;
  const asks = await steps.run('ask whether the label starts a fix', async () => {
    const named = namedLabels(await readConfiguration());
    return named === null ? label.isDefault : named.some((name) => name.toLowerCase() === label.name.toLowerCase());
  });
  if (asks) return;
  throw new EndTask({ kind: 'ignored', reason: 'The label does not ask for a fix.', next: '' });
}

/** Null for a file with mistakes too: who then gives the server's label is told about them. */
function namedLabels(reading: RepositoryConfigReading): readonly string[] | null {
  return 'config' in reading ? (reading.config.labels ?? null) : null;
}

/** Gives the fix what the repository asks for. Limits can only become lower. */
export async function applyConfiguration(start: FixStart): Promise<Fix> {
  const { request, record, steps } = start;
  const config = await requireConfiguration(steps, start.readConfiguration, '/goat fix');
  const limits = lowerLimits(request.limits, config.limits);
  record.maxIterations = limits.iterations;
  return {
    ...start,
    ...chooseModels(config, start.modelsFor),
    request: { ...request, limits },
    config,
    testRunner: start.testRunnerFor(config),
    dailyLimits: dailyLimitsOf(config, start.tasksPerDay),
  };
}
