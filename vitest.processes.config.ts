import { defineConfig } from 'vitest/config';

/** Tests that start and kill so many processes, or make so many files, that they take minutes. */
export const PROCESS_TESTS = [
  'test/kill.test.ts',
  'test/bin/hostile-lake.test.ts',
  'test/bin/commands/backfill.test.ts',
  'test/bin/commands/doctor.test.ts',
];

export default defineConfig({
  test: {
    include: PROCESS_TESTS,
    globalSetup: ['test/compile-command.ts'],
    setupFiles: ['test/fixed-properties.ts'],
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
