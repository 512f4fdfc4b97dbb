import type { RepositoryConfig, RepositoryConfigReading } from '../config/repository-config.ts';
import { configurationPath } from '../text/configuration-path.ts';
import { EndTask } from './outcome.ts';
import type { Steps } from './steps.ts';

/** What the repository asks for. Ends the task where its file has mistakes. @param command what to comment after that. */
export async function requireConfiguration(
  steps: Steps,
  read: () => Promise<RepositoryConfigReading>,
  command: string,
): Promise<RepositoryConfig> {
  const reading = await steps.run('read the configuration', () => read());
  if ('config' in reading) return reading.config;
  const [first, ...others] = reading.problems;
  const more = others.length === 0 ? '' : ` (${others.length} more like it)`;
  throw new EndTask({
    kind: 'declined',
    reason: `\`${configurationPath}\` has a mistake: ${first}${more}`,
    next: `Correct the file on the default branch, then comment \`${command}\` again.`,
  });
}
