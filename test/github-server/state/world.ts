import type { ActionsControl } from '../actions/control.ts';
import type { Faults } from '../faults.ts';
import type { Webhooks } from '../webhooks/deliver.ts';
import type { Repository } from './repository.ts';
import type { User } from './user.ts';

export type Level = 'read' | 'write';
export type Permissions = Readonly<Record<string, Level>>;

/** The registered GitHub App. */
export interface App {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly owner: User;
  readonly bot: User;
  readonly privateKey: string;
  readonly webhookSecret: string;
  readonly permissions: Permissions;
  readonly events: readonly string[];
  readonly createdAt: string;
  /** Null: nothing is delivered. */
  webhookUrl: string | null;
}

export interface Installation {
  readonly id: number;
  readonly account: User;
  readonly createdAt: string;
}

export interface InstallationToken {
  readonly value: string;
  readonly installation: Installation;
  readonly permissions: Permissions;
  /** Null: every repository of the installation. */
  readonly repositoryIds: readonly number[] | null;
  /** Milliseconds since the epoch. */
  expiresAt: number;
  used: number;
}

export interface RequestRecord {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** The permissions of the token that came with it; null for an App's JWT and for none. */
  readonly permissions: Permissions | null;
  readonly body: unknown;
  /** 0 where the connection was broken instead of an answer. */
  status: number;
  /** The injected fault that it met. */
  fault: string | null;
}

/** What the product did that GitHub's own description of its API does not allow, or what this server answered wrong. */
export interface ContractViolation {
  readonly side: 'request' | 'reply' | 'download';
  readonly operation: string;
  readonly problem: string;
}

/** A file that can be fetched for one minute without any authorization. */
export interface Download {
  readonly type: string;
  readonly content: Buffer;
  expiresAt: number;
}

/** Everything that the server knows. */
export interface World {
  /** REST base, without a slash at the end. */
  readonly url: string;
  /** Where artifacts and logs are fetched: another origin, as on GitHub. */
  readonly storageUrl: string;
  /** A temporary folder that ends with the server. */
  readonly directory: string;
  readonly app: App;
  readonly users: Map<string, User>;
  readonly installations: Installation[];
  readonly repositories: Repository[];
  readonly tokens: Map<string, InstallationToken>;
  readonly downloads: Map<string, Download>;
  readonly requests: RequestRecord[];
  readonly violations: ContractViolation[];
  readonly faults: Faults;
  readonly webhooks: Webhooks;
  readonly actions: ActionsControl;
  /** Set when the server closes: runs and deliveries end at once. */
  readonly closing: AbortController;
  /** Unique over everything, and past 2^31 as GitHub's are. */
  nextId(): number;
  /** Work that goes on after its request was answered; its failure fails `close`. */
  background(work: Promise<unknown>): void;
}

/** Now, to the second, as GitHub writes times. */
export function timestamp(milliseconds: number = Date.now()): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** GitHub's opaque global id; ours only has to be stable and unique. */
export function nodeId(kind: string, id: number | string): string {
  return Buffer.from(`${kind}:${id}`).toString('base64url');
}
