import { z } from 'zod';
import { type RepositoryConfigReading, readRepositoryConfig } from '../../config/repository-config.ts';
import { configurationPath } from '../../text/configuration-path.ts';
import { statusOf } from './github-error.ts';
import { ownerAndRepo, type TaskContext } from './task-context.ts';

const file = z.object({ type: z.literal('file'), content: z.string() });

/** What the repository asks for, from its default branch as it is now. */
export async function readConfiguration(
  context: Pick<TaskContext, 'client' | 'repository'>,
): Promise<RepositoryConfigReading> {
  const { repos } = context.client.with({ contents: 'read' }).rest;
  try {
    const { data } = await repos.getContent({ ...ownerAndRepo(context), path: configurationPath });
    const found = file.safeParse(data);
    if (!found.success) return { problems: ['It is no file.'] };
    return await readRepositoryConfig(Buffer.from(found.data.content, 'base64').toString());
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
    return readRepositoryConfig(null);
  }
}
