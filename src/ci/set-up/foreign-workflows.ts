import { z } from 'zod';
import { offThread } from '../../threads/off-thread.ts';
import { firesForOurs } from './branch-filter.ts';
import type { RepositoryFiles } from './folder.ts';
import { type OwnJob, type OwnWorkflow, readOwnWorkflows } from './own-workflows.ts';

/** A workflow of the repository that runs because of our branches, on code that no person has read yet. */
export interface ForeignWorkflow {
  readonly path: string;
  /** What sets it off. */
  readonly events: readonly ForeignEvent[];
  /** What that code could reach, in words: secrets, environments, rights to write. Empty where it is harmless. */
  readonly reaches: readonly string[];
}

/** `push` can be kept off by a filter for branches; the others cannot. */
export type ForeignEvent = 'push' | 'create' | 'pull_request' | 'pull_request_target';

/**
 * The repository's own workflows that a push to `goat/**` or the pull request of such a branch would start. Our pull
 * requests come from the repository itself, so that even those of `pull_request` see its secrets.
 */
export function findForeignWorkflows(files: Pick<RepositoryFiles, 'texts'>): ForeignWorkflow[] {
  return readOwnWorkflows(files).flatMap((workflow) => {
    const events = eventsOf(workflow.on);
    return events.length === 0 ? [] : [{ path: workflow.path, events, reaches: reachesOf(workflow) }];
  });
}

/** The same in a thread: workflow files are what others wrote. */
export const findForeignWorkflowsInThread = offThread(import.meta.url, findForeignWorkflows);

const events = z.union([
  z.string().transform((name): Record<string, unknown> => ({ [name]: null })),
  z
    .array(z.string())
    .transform((names): Record<string, unknown> => Object.fromEntries(names.map((name) => [name, null]))),
  z.record(z.string(), z.unknown()),
]);

function eventsOf(on: unknown): ForeignEvent[] {
  const named = events.safeParse(on).data ?? {};
  const others = (['create', 'pull_request', 'pull_request_target'] as const).filter((name) =>
    Object.hasOwn(named, name),
  );
  return [...(Object.hasOwn(named, 'push') && firesForOurs(named.push) ? (['push'] as const) : []), ...others];
}

/** `toJSON(secrets)` and `secrets[matrix.name]`. */
const allSecrets = /\$\{\{[^}]{0,500}\bsecrets\b(?!\.\w|\[['"]|['"])/;

function reachesOf(workflow: OwnWorkflow): string[] {
  const { text, jobs, permissions } = workflow;
  const all = Object.values(jobs);
  const secrets = [
    ...text.matchAll(/\bsecrets\.([A-Za-z_]\w{0,99})/g),
    ...text.matchAll(/\bsecrets\[['"](\w{1,100})['"]\]/g),
  ]
    .map(([, name = '']) => name)
    .filter((name) => name.toUpperCase() !== 'GITHUB_TOKEN');
  const written = [permissions, ...all.map((job) => job.permissions)].flatMap(writtenBy);
  return [
    ...unique(secrets, (names) => `the ${names.length === 1 ? 'secret' : 'secrets'} ${names.join(', ')}`),
    ...(all.some(({ secrets: given }) => given === 'inherit') ? ['all secrets, which it hands on'] : []),
    ...(allSecrets.test(text) ? ['all secrets, which it reads together or by a computed name'] : []),
    ...unique(all.flatMap(environmentOf), (names) => `the environment ${names.join(', ')}`),
    ...unique(written, (names) => `a token that may write ${names.join(', ')}`),
    ...(permissions === undefined && all.some((job) => job.permissions === undefined)
      ? ["a token with the repository's default rights, because it names no `permissions`"]
      : []),
  ];
}

function unique(names: readonly string[], say: (names: string[]) => string): string[] {
  const known = [...new Set(names)].sort();
  return known.length === 0 ? [] : [say(known.slice(0, 5))];
}

function writtenBy(permissions: unknown): string[] {
  if (permissions === 'write-all') return ['everything'];
  const named = z.record(z.string(), z.unknown()).safeParse(permissions).data ?? {};
  return Object.entries(named).flatMap(([name, level]) => (level === 'write' ? [name] : []));
}

function environmentOf({ environment }: OwnJob): string[] {
  const name = z
    .union([z.string(), z.object({ name: z.string() }).transform((one) => one.name)])
    .safeParse(environment).data;
  return name === undefined ? [] : [name];
}
