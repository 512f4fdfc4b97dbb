import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/fixtures/**'],
    // A process for each file: the durable engine is one per process.
    pool: 'forks',
    globalSetup: ['test/fakes/database-template.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
