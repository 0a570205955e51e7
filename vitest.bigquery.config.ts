import { defineConfig } from 'vitest/config';

/** Apart from the other tests, because it needs an emulator of BigQuery, which Python runs. */
export default defineConfig({
  test: {
    name: 'bigquery',
    include: ['test/bigquery/*.test.ts'],
    globalSetup: ['test/bigquery/start-emulator.ts'],
    maxWorkers: 1,
    testTimeout: 240_000,
    hookTimeout: 240_000,
  },
});
