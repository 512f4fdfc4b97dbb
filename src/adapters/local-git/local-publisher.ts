import type { Publisher } from '../../publish/publisher.ts';
import { progressLines } from '../../publish/tracking-comment.ts';
import { findCommit } from '../../workspace/find-commit.ts';
import { runGit } from '../../workspace/run-git.ts';
import { commitToBranch } from './commit-to-branch.ts';

export interface LocalPublisherParts {
  readonly gitDir: string;
  /** The revision that the fix starts from, and its commit. */
  readonly base: string;
  readonly commit: string;
  /** Receives each line of progress once. */
  readonly onProgress: (line: string) => void;
}

/** Publishes to a branch of a repository on this machine. Its work tree and its current branch stay as they are. */
export function createLocalPublisher({ gitDir, base, commit, onProgress }: LocalPublisherParts): Publisher {
  const shown = new Set<string>();
  return {
    // Whoever can run the command can write the repository.
    mayWrite: async () => true,
    acknowledge: async () => undefined,

    readHead: async (branch) => (await findCommit(gitDir, `refs/heads/${branch}`)) ?? null,
    resolveBase: async () => ({ branch: base, sha: commit }),

    async writeTrackingComment(body) {
      for (const line of progressLines(body)) {
        if (shown.has(line)) continue;
        shown.add(line);
        onProgress(line);
      }
      return null;
    },

    async createBranch(wanted, sha) {
      for (let nth = 1; ; nth += 1) {
        const name = nth === 1 ? wanted : `${wanted}-${nth}`;
        const head = await findCommit(gitDir, `refs/heads/${name}`);
        if (head === sha) return name;
        if (head) continue;
        await runGit(['update-ref', '--end-of-options', `refs/heads/${name}`, sha, '0'.repeat(40)], { gitDir });
        return name;
      }
    },

    async removeBranch(branch, sha) {
      const head = await findCommit(gitDir, `refs/heads/${branch}`);
      if (head === sha) await runGit(['update-ref', '-d', '--end-of-options', `refs/heads/${branch}`, sha], { gitDir });
    },

    commit: (request) => commitToBranch(gitDir, request),
    // A branch has no place for these: the command prints the same.
    findProposal: async () => null,
    openPullRequest: async () => null,
    updatePullRequest: async (pullRequest) => pullRequest,
    writeCheck: async () => undefined,
  };
}
