import { defineConfig } from 'vitest/config';

/** Apart from the other tests, because these need Python, Java 17, Spark, PostgreSQL and Maven. */
export default defineConfig({
  test: {
    name: 'spark',
    include: ['test/spark/*.test.ts'],
    globalSetup: ['test/compile-command.ts', 'test/postgres/start-postgres.ts'],
    maxWorkers: 1,
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
