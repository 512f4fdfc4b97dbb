import type { Publisher } from '../../publish/publisher.ts';
import { progressLines } from '../../publish/tracking-comment.ts';
import { runGit } from '../../workspace/run-git.ts';
import { commitToBranch } from './commit-to-branch.ts';

export interface LocalPublisherParts {
  readonly gitDir: string;
  /** The revision that the fix starts from. */
  readonly base: string;
  /** Receives each line of progress once. */
  readonly onProgress: (line: string) => void;
}

/** Publishes to a branch of a repository on this machine. Its work tree and its current branch stay as they are. */
export function createLocalPublisher({ gitDir, base, onProgress }: LocalPublisherParts): Publisher {
  const shown = new Set<string>();
  return {
    // Whoever can run the command can write the repository.
    mayWrite: async () => true,
    acknowledge: async () => undefined,

    async resolveBase() {
      const sha = await resolve(gitDir, base);
      if (!sha) throw new Error(`There is no commit at "${base}": name another with --base, or make a first commit.`);
      return { branch: base, sha };
    },

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
        const head = await resolve(gitDir, `refs/heads/${name}`);
        if (head === sha) return name;
        if (head) continue;
        await runGit(['update-ref', '--end-of-options', `refs/heads/${name}`, sha, '0'.repeat(40)], { gitDir });
        return name;
      }
    },

    async removeBranch(branch, sha) {
      const head = await resolve(gitDir, `refs/heads/${branch}`);
      if (head === sha) await runGit(['update-ref', '-d', '--end-of-options', `refs/heads/${branch}`, sha], { gitDir });
    },

    commit: (request) => commitToBranch(gitDir, request),
    openPullRequest: async () => null,
  };
}

/** The commit that a revision names; null when there is none. */
async function resolve(gitDir: string, revision: string): Promise<string | null> {
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
  const answer = await runGit(args, { gitDir }).catch(() => null);
  // `--end-of-options` is echoed by some versions of git.
  return answer?.toString().trim().split('\n').at(-1) ?? null;
}
