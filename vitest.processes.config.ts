import { defineConfig } from 'vitest/config';

/** Tests that run commands as processes of their own, hundreds of times in all. */
export const PROCESS_TESTS = [
  'test/kill.test.ts',
  'test/kill-inbox.test.ts',
  'test/kill-capture.test.ts',
  'test/kill-downloads.test.ts',
  'test/kill-export.test.ts',
  'test/readme.test.ts',
  'test/adding-a-table.test.ts',
  'test/adding-a-spreadsheet.test.ts',
  'test/adding-an-api.test.ts',
  'test/adding-a-bigquery-table.test.ts',
  'test/exporting.test.ts',
  'test/checking.test.ts',
  'test/simulation/command.test.ts',
  'test/stack/cdk-synth.test.ts',
  // TypeScript compiles the models that are written.
  'test/schemas/models.test.ts',
  'test/generate/mock/any-schema.test.ts',
  'test/bin/*.test.ts',
  'test/bin/commands/*.test.ts',
];

export default defineConfig({
  test: {
    name: 'processes',
    include: PROCESS_TESTS,
    globalSetup: ['test/compile-command.ts'],
    setupFiles: ['test/fixed-properties.ts'],
    maxWorkers: 2,
    testTimeout: 240_000,
    hookTimeout: 240_000,
  },
});
