import { type RepositoryConfigReading, readRepositoryConfig } from '../../config/repository-config.ts';
import { configurationPath } from '../../text/configuration-path.ts';
import { readFileAt } from '../../workspace/read-file-at.ts';

/** What the repository asks for, as the commit has it that a fix starts from. */
export async function readConfiguration(gitDir: string, commit: string): Promise<RepositoryConfigReading> {
  const text = await readFileAt(gitDir, commit, configurationPath);
  return readRepositoryConfig(text?.toString() ?? null);
}
