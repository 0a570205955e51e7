import { defineConfig } from 'vitest/config';

/**
 * Tests that fill and examine whole lakes, years of tables, or files of DuckDB, again and again; and those of
 * the stack, which load the CDK.
 */
export const LAKE_TESTS = [
  'test/destinations/*.test.ts',
  'test/destinations/bigquery/kills.test.ts',
  'test/doctor/*.test.ts',
  'test/engines/sales-queries.test.ts',
  'test/engines/saved-queries.test.ts',
  'test/export/export-rows.test.ts',
  'test/export/round-trip.test.ts',
  'test/generate/relational/cooperative.test.ts',
  'test/jobs/*.test.ts',
  'test/land/bronze.test.ts',
  'test/land/capture-run.test.ts',
  'test/land/forget.test.ts',
  'test/land/remove-expired-raw.test.ts',
  'test/land/run-captured-periods.test.ts',
  'test/land/run-daily.test.ts',
  'test/land/run-expiry.test.ts',
  'test/land/threads/*.test.ts',
  'test/simulation/api.test.ts',
  'test/simulation/expiry.test.ts',
  'test/simulation/inbox.test.ts',
  'test/simulation/simulate.test.ts',
  'test/stack/!(cdk-synth).test.ts',
];

export default defineConfig({
  test: {
    name: 'lakes',
    include: LAKE_TESTS,
    globalSetup: ['test/compile-command.ts'],
    setupFiles: ['test/fixed-properties.ts'],
    pool: 'threads',
    isolate: false,
    maxWorkers: 2,
    testTimeout: 240_000,
    hookTimeout: 240_000,
  },
});
