import type { ProbotOctokit } from 'probot';
import { z } from 'zod';
import { statusOf } from './github-error.ts';

/** https://docs.github.com/en/rest/authentication/permissions-required-for-github-apps */
export type Permissions = Readonly<
  Partial<
    Record<'actions' | 'checks' | 'contents' | 'issues' | 'metadata' | 'pull_requests' | 'workflows', 'read' | 'write'>
  >
>;

export interface InstallationTokens {
  /** A token with these permissions that is good for 5 minutes at least. */
  get(permissions: Permissions): Promise<string>;
  /** A token in place of one that GitHub refused. */
  replace(refused: string, permissions: Permissions): Promise<string>;
}

const renewBeforeMs = 5 * 60 * 1000;

const minted = z.object({ token: z.string().min(1), expiresAt: z.iso.datetime({ offset: true }) });

/**
 * Mints tokens for one repository of an installation and keeps them in memory while they are good.
 * @param app authenticates as the App.
 */
export function createInstallationTokens(
  app: Pick<ProbotOctokit, 'auth'>,
  target: { readonly installationId: number; readonly repositoryId: number },
): InstallationTokens {
  const kept = new Map<string, { readonly token: string; readonly renewAt: number }>();

  async function mint(permissions: Permissions): Promise<string> {
    const answer = await authenticate(app, {
      type: 'installation',
      installationId: target.installationId,
      repositoryIds: [target.repositoryId],
      permissions,
      // The library's own cache keeps a token up to its last minute.
      refresh: true,
    });
    const { token, expiresAt } = minted.parse(answer);
    kept.set(keyOf(permissions), { token, renewAt: Date.parse(expiresAt) - renewBeforeMs });
    return token;
  }

  return {
    async get(permissions) {
      const known = kept.get(keyOf(permissions));
      return known && Date.now() < known.renewAt ? known.token : mint(permissions);
    },
    async replace(refused, permissions) {
      const known = kept.get(keyOf(permissions));
      // Another request may have replaced it while this one was under way.
      return known && known.token !== refused ? known.token : mint(permissions);
    },
  };
}

async function authenticate(app: Pick<ProbotOctokit, 'auth'>, options: object): Promise<unknown> {
  try {
    return await app.auth(options);
  } catch (error) {
    if (statusOf(error) === 422) {
      throw new Error(
        'The installation does not grant the App what this needs: an owner has to accept its permissions in the settings of the installation.',
      );
    }
    if (statusOf(error) !== 404) throw error;
    throw new Error('The App is not installed on this repository any more. Install it again to go on.');
  }
}

function keyOf(permissions: Permissions): string {
  return JSON.stringify(Object.entries(permissions).sort());
}
