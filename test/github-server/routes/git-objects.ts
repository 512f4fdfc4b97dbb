import { z } from 'zod';
import { readCommit, type Signature, writeCommit } from '../git/commits.ts';
import { guardWorkflowPaths } from '../git/guard-workflows.ts';
import { findObject } from '../git/object-reader.ts';
import { listTree, objectType, readBlob, writeBlob } from '../git/objects.ts';
import { writeTree } from '../git/write-tree.ts';
import { notFound, unprocessable } from '../http/refusal.ts';
import { created, ok, type Route, repositoryRoute } from '../http/route.ts';
import { representGitCommit } from '../represent/commit.ts';
import { fullName, type Repository } from '../state/repository.ts';
import { noreplyEmail } from '../state/user.ts';
import { nodeId, timestamp, type World } from '../state/world.ts';

const person = z.object({ name: z.string(), email: z.string(), date: z.string().optional() });
const commitRequest = z.object({
  message: z.string(),
  tree: z.string(),
  parents: z.array(z.string()).default([]),
  author: person.optional(),
  committer: person.optional(),
  signature: z.string().optional(),
});
const treeRequest = z.object({
  base_tree: z.string().optional(),
  tree: z.array(
    z.object({
      path: z.string(),
      mode: z.enum(['100644', '100755', '040000', '160000', '120000']),
      type: z.string().optional(),
      sha: z.string().nullable().optional(),
      content: z.string().optional(),
    }),
  ),
});
const blobRequest = z.object({ content: z.string(), encoding: z.enum(['utf-8', 'base64']).default('utf-8') });

/** GitHub's own signature as committer, where it signs. */
const webFlow = { name: 'GitHub', email: 'noreply@github.com' };

/** Commits, trees and blobs: https://docs.github.com/en/rest/git */
export function gitObjectRoutes(world: World): Route[] {
  const { bot } = world.app;
  const gitUrl = (repository: Repository) => `${world.url}/repos/${fullName(repository)}/git`;

  const representTree = async (repository: Repository, sha: string, recursive: boolean) => ({
    sha,
    url: `${gitUrl(repository)}/trees/${sha}`,
    tree: (await listTree(repository.gitDir, sha, [], recursive)).map(({ path, mode, type, sha: entry, size }) => ({
      path,
      mode,
      type,
      sha: entry,
      ...(size === null ? {} : { size }),
      url: `${gitUrl(repository)}/${type}s/${entry}`,
    })),
    truncated: false,
  });

  return [
    repositoryRoute('GET /git/commits/{commit_sha}', 'contents:read', async ({ param, repository }) => {
      const sha = param('commit_sha');
      if ((await objectType(repository.gitDir, sha)) !== 'commit') throw notFound();
      return ok(representGitCommit(world, repository, await readCommit(repository.gitDir, sha)));
    }),
    repositoryRoute('POST /git/commits', 'contents:write', async ({ body, repository }) => {
      const { message, tree, parents, author, committer } = commitRequest.parse(body);
      const { gitDir } = repository;
      if ((await objectType(gitDir, tree)) !== 'tree') throw unprocessable('Tree SHA does not exist');
      for (const parent of parents) {
        if ((await objectType(gitDir, parent)) !== 'commit') {
          throw unprocessable('Parent SHA does not exist or is not a commit object');
        }
      }
      const date = timestamp();
      const self: Signature = { name: bot.login, email: noreplyEmail(bot), date };
      const isSigned = author === undefined && committer === undefined;
      const writer = author === undefined ? self : { ...author, date: author.date ?? date };
      const sha = await writeCommit(gitDir, {
        tree,
        parents,
        message,
        author: writer,
        committer: isSigned ? { ...webFlow, date } : { ...writer, ...committer, date: committer?.date ?? date },
      });
      if (isSigned) repository.signedCommits.add(sha);
      return created(representGitCommit(world, repository, await readCommit(gitDir, sha)));
    }),
    repositoryRoute('GET /git/trees/{tree_sha}', 'contents:read', async ({ param, query, repository }) => {
      const tree = await findObject(repository.gitDir, `${param('tree_sha')}^{tree}`);
      if (tree === undefined) throw notFound();
      // Any value, even 0 or false, asks for all levels.
      return ok(await representTree(repository, tree.sha, query.has('recursive')));
    }),
    repositoryRoute('POST /git/trees', 'contents:write', async ({ body, repository, token }) => {
      const { base_tree: base, tree } = treeRequest.parse(body);
      if (tree.length === 0) throw unprocessable('Invalid tree info');
      const baseType = base === undefined ? 'tree' : await objectType(repository.gitDir, base);
      if (baseType !== 'tree' && baseType !== 'commit') throw unprocessable(`base_tree ${base} is not a valid tree`);
      guardWorkflowPaths(
        token,
        tree.map((entry) => entry.path),
      );
      return created(await representTree(repository, await writeTree(repository.gitDir, base, tree), false));
    }),
    repositoryRoute('GET /git/blobs/{file_sha}', 'contents:read', async ({ param, repository }) => {
      const sha = param('file_sha');
      if ((await objectType(repository.gitDir, sha)) !== 'blob') throw notFound();
      const content = await readBlob(repository.gitDir, sha);
      return ok({
        sha,
        node_id: nodeId('Blob', sha),
        size: content.length,
        url: `${gitUrl(repository)}/blobs/${sha}`,
        content: wrapBase64(content),
        encoding: 'base64',
      });
    }),
    repositoryRoute('POST /git/blobs', 'contents:write', async ({ body, repository }) => {
      const { content, encoding } = blobRequest.parse(body);
      const isText = encoding === 'utf-8';
      if (!isText && !/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(content)) throw unprocessable('content is not valid Base64');
      const sha = await writeBlob(repository.gitDir, Buffer.from(content, isText ? 'utf8' : 'base64'));
      return created({ sha, url: `${gitUrl(repository)}/blobs/${sha}` });
    }),
  ];
}

/** GitHub breaks base64 into lines of 60, with an end to each. */
export function wrapBase64(content: Buffer): string {
  return content.toString('base64').replace(/.{1,60}/g, '$&\n');
}
