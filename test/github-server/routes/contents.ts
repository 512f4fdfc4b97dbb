import { resolveCommit } from '../git/commits.ts';
import { type Entry, listTree, readBlob } from '../git/objects.ts';
import { notFound } from '../http/refusal.ts';
import { ok, type RepositoryCall, type Route, repositoryRoute } from '../http/route.ts';
import { fullName } from '../state/repository.ts';
import type { World } from '../state/world.ts';
import { wrapBase64 } from './git-objects.ts';

/** A larger file comes without its content. */
const inlineLimitBytes = 1_000_000;

/** https://docs.github.com/en/rest/repos/contents */
export function contentRoutes(world: World): Route[] {
  return [
    repositoryRoute('GET /contents/{path}', 'contents:read', async (call) => {
      const { repository } = call;
      const ref = call.query.get('ref') ?? repository.defaultBranch;
      const commit = await resolveCommit(repository.gitDir, ref);
      if (commit === undefined) throw notFound();
      const path = call.param('path').replace(/^\/+|\/+$/g, '');
      const [entry] = await listTree(repository.gitDir, commit, [path]);
      if (entry === undefined) throw notFound();
      if (entry.type === 'tree') {
        const entries = await listTree(repository.gitDir, commit, [`${path}/`]);
        return ok(entries.map((each) => describe(world, call, ref, each)));
      }
      const content = await readBlob(repository.gitDir, entry.sha);
      if (/\braw\b/.test(call.accept)) {
        return ok(content, { 'content-type': 'application/vnd.github.raw+json; charset=utf-8' });
      }
      const isInline = content.length <= inlineLimitBytes;
      return ok({
        ...describe(world, call, ref, entry),
        content: isInline ? wrapBase64(content) : '',
        encoding: isInline ? 'base64' : 'none',
      });
    }),
  ];
}

function describe(world: World, { repository }: RepositoryCall, ref: string, entry: Entry) {
  const path = entry.path.split('/').map(encodeURIComponent).join('/');
  const self = `${world.url}/repos/${fullName(repository)}/contents/${path}?ref=${encodeURIComponent(ref)}`;
  const git = `${world.url}/repos/${fullName(repository)}/git/${entry.type}s/${entry.sha}`;
  const html = `${world.url}/${fullName(repository)}/${entry.type}/${encodeURIComponent(ref)}/${path}`;
  return {
    name: entry.path.split('/').at(-1) ?? entry.path,
    path: entry.path,
    sha: entry.sha,
    size: entry.size ?? 0,
    url: self,
    html_url: html,
    git_url: git,
    download_url: null,
    type: entry.type === 'tree' ? 'dir' : entry.mode === '120000' ? 'symlink' : 'file',
    _links: { self, git, html },
  };
}
