import { defineConfig } from 'vitest/config';

/** Apart from the other tests, because these need Python and readers of Parquet. */
export default defineConfig({
  test: {
    name: 'readers',
    include: ['test/readers/*.test.ts'],
    globalSetup: ['test/compile-command.ts'],
    maxWorkers: 1,
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
