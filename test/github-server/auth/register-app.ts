import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { userNamed } from '../state/find.ts';
import { type App, type Permissions, timestamp, type World } from '../state/world.ts';

export interface AppOptions {
  /** The App's login is this with `[bot]`; `goat` when not given. */
  readonly slug?: string;
  readonly appId?: number;
  /** PEM; made anew when not given. */
  readonly privateKey?: string;
  readonly webhookSecret?: string;
  readonly webhookUrl?: string;
  readonly permissions?: Permissions;
  readonly events?: readonly string[];
}

const defaultPermissions: Permissions = {
  metadata: 'read',
  contents: 'write',
  issues: 'write',
  pull_requests: 'write',
  actions: 'write',
  checks: 'write',
  workflows: 'write',
};
const defaultEvents = [
  'issues',
  'issue_comment',
  'pull_request',
  'pull_request_review',
  'pull_request_review_comment',
  'push',
  'workflow_run',
];

/** The one App of a server. */
export async function registerApp(ids: Pick<World, 'users' | 'nextId'>, options: AppOptions): Promise<App> {
  const slug = options.slug ?? 'goat';
  return {
    id: options.appId ?? 123_456,
    slug,
    name: slug,
    owner: userNamed(ids, 'app-owner'),
    bot: userNamed(ids, `${slug}[bot]`),
    privateKey: options.privateKey ?? (await newPrivateKey()),
    webhookSecret: options.webhookSecret ?? 'a webhook secret for the local GitHub',
    permissions: options.permissions ?? defaultPermissions,
    events: options.events ?? defaultEvents,
    createdAt: timestamp(),
    webhookUrl: options.webhookUrl ?? null,
  };
}

/** PKCS#1, as GitHub hands them out. */
async function newPrivateKey(): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
}
