import type { InstallationClient } from './installation-client.ts';

/** A client that may write workflow files too, wherever it may write files. Only a set-up gets one, and a merge. */
export function withWorkflows(client: InstallationClient): InstallationClient {
  return {
    ...client,
    with: (permissions) =>
      client.with(permissions.contents === 'write' ? { ...permissions, workflows: 'write' } : permissions),
  };
}
