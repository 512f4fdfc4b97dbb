import { listCommits, readCommit, resolveCommit } from '../git/commits.ts';
import { differences } from '../git/compare.ts';
import { mergeBase, readRef } from '../git/refs.ts';
import { notFound, Refusal, unprocessable } from '../http/refusal.ts';
import { ok, type Route, repositoryRoute } from '../http/route.ts';
import { representCommit, representCommitWithFiles, representDifference } from '../represent/commit.ts';
import { fullName } from '../state/repository.ts';
import type { World } from '../state/world.ts';

/** Commits, branches and comparisons: https://docs.github.com/en/rest/commits */
export function historyRoutes(world: World): Route[] {
  return [
    repositoryRoute('GET /commits/{ref}', 'contents:read', async ({ param, repository }) => {
      const ref = param('ref').replace(/^(heads|tags)\//, '');
      const sha = await resolveCommit(repository.gitDir, ref);
      if (sha === undefined) throw unprocessable(`No commit found for SHA: ${ref}`);
      return ok(await representCommitWithFiles(world, repository, await readCommit(repository.gitDir, sha)));
    }),
    repositoryRoute('GET /branches/{branch}', 'contents:read', async ({ param, repository }) => {
      const name = param('branch');
      const sha = await readRef(repository.gitDir, `refs/heads/${name}`);
      if (sha === undefined) throw new Refusal(404, 'Branch not found');
      const url = `${world.url}/repos/${fullName(repository)}/branches/${name}`;
      return ok({
        name,
        commit: representCommit(world, repository, await readCommit(repository.gitDir, sha)),
        _links: { self: url, html: `${world.url}/${fullName(repository)}/tree/${name}` },
        protected: repository.protectedBranches.has(name),
        protection: {
          enabled: repository.protectedBranches.has(name),
          required_status_checks: { enforcement_level: 'off', contexts: [], checks: [] },
        },
        protection_url: `${url}/protection`,
      });
    }),
    repositoryRoute('GET /compare/{basehead}', 'contents:read', async ({ param, repository }) => {
      const { gitDir } = repository;
      const [baseName = '', headName = ''] = param('basehead').split('...');
      const [base, head] = await Promise.all([resolveCommit(gitDir, baseName), resolveCommit(gitDir, headName)]);
      const start = base && head ? await mergeBase(gitDir, base, head) : undefined;
      if (base === undefined || head === undefined || start === undefined) throw notFound();
      const ahead = (await listCommits(gitDir, [`${base}..${head}`])).reverse();
      const behind = await listCommits(gitDir, [`${head}..${base}`]);
      const page = `${world.url}/${fullName(repository)}/compare/${baseName}...${headName}`;
      const [baseCommit, startCommit] = await Promise.all([readCommit(gitDir, base), readCommit(gitDir, start)]);
      return ok({
        url: `${world.url}/repos/${fullName(repository)}/compare/${baseName}...${headName}`,
        html_url: page,
        permalink_url: `${world.url}/${fullName(repository)}/compare/${base}...${head}`,
        diff_url: `${page}.diff`,
        patch_url: `${page}.patch`,
        base_commit: representCommit(world, repository, baseCommit),
        merge_base_commit: representCommit(world, repository, startCommit),
        status: comparison(ahead.length, behind.length),
        ahead_by: ahead.length,
        behind_by: behind.length,
        total_commits: ahead.length,
        commits: ahead.map((commit) => representCommit(world, repository, commit)),
        files: (await differences(gitDir, start, head)).map((file) =>
          representDifference(world, repository, head, file),
        ),
      });
    }),
  ];
}

function comparison(ahead: number, behind: number): string {
  if (ahead > 0 && behind > 0) return 'diverged';
  if (ahead > 0) return 'ahead';
  return behind > 0 ? 'behind' : 'identical';
}
