import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** The durable engine is one per process, nock takes over all HTTP of one, and warnings of threads are said once in one. */
const NEED_A_PROCESS = [
  'test/adapters/durable/**/*.test.ts',
  'test/adapters/github/**/*.test.ts',
  'test/cli/**/*.test.ts',
  'test/compose/**/*.test.ts',
  'test/flows/**/*.test.ts',
  'test/syntax/grammars.test.ts',
];

const common = {
  pool: 'forks' as const,
  // Only what hangs takes this long, also on a busy machine.
  testTimeout: 60_000,
  hookTimeout: 60_000,
  // It imports JSON in a way that Node 20 refuses.
  server: { deps: { inline: [/@actions\/(?:workflow-parser|expressions)/] } },
};

export default defineConfig({
  test: {
    globalSetup: ['test/fakes/database-template.ts', 'test/fakes/built-package.ts'],
    // One more than there are processors: many tests wait for git, for a server or for a clock.
    maxWorkers: availableParallelism() + 1,
    projects: [
      { test: { ...common, name: 'alone', include: NEED_A_PROCESS, exclude: ['test/fixtures/**'] } },
      {
        // Packages that are inlined name sources that they do not hold.
        logLevel: 'error',
        test: {
          ...common,
          name: 'together',
          include: ['test/**/*.test.ts'],
          exclude: ['test/fixtures/**', ...NEED_A_PROCESS],
          // What is loaded for one file, grammars and GitHub's description above all, serves the next ones.
          isolate: false,
        },
      },
    ],
  },
});
