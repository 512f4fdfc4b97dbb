import type { Sandbox } from './sandbox.ts';

/** The rights of the user, all of them. Only for who allowed it. */
export const noSandbox: Sandbox = {
  name: 'none',
  description: 'with your rights, in no sandbox',
  launch: async ({ argv, environment }) => ({ argv, environment, cleanUp: null, watched: null }),
};
