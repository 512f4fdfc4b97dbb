import { runGit } from '../../../src/workspace/run-git.ts';
import type { RepositoryHandle } from '../../github-server/repository-handle.ts';

/** What is there once a task has ended; a kill may change none of it. */
export interface Traces {
  /** The first line of the one comment. */
  readonly ending: string;
  /** What the branch changes in all. */
  readonly patch: string;
  /** The subjects of its commits. */
  readonly commits: readonly string[];
  /** The conclusions of the test runs. */
  readonly runs: readonly string[];
  readonly branches: number;
  readonly comments: number;
  readonly pulls: number;
}

export async function readTraces(repository: RepositoryHandle, issue: number): Promise<Traces> {
  const [pull] = repository.pulls.values();
  const branch = pull?.head ?? repository.defaultBranch;
  const ours = repository.comments(issue).filter(({ user }) => user.type === 'Bot');
  const { gitDir } = repository;
  const patch = await runGit(['diff', `${repository.defaultBranch}...${branch}`, '--'], { gitDir });
  return {
    ending: /^### .*$/m.exec(ours[0]?.body ?? '')?.[0] ?? 'none',
    patch: patch.toString(),
    commits: (await repository.commits(branch)).map(({ message }) => message.split('\n', 1)[0] ?? ''),
    runs: repository.runs.map(({ conclusion }) => conclusion ?? 'none'),
    branches: Object.keys(await repository.branches()).length,
    comments: ours.length,
    pulls: repository.pulls.size,
  };
}
