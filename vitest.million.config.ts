import { defineConfig } from 'vitest/config';

/** Apart from the other tests, because a million accounts take about a minute. */
export default defineConfig({
  test: {
    name: 'million',
    include: ['test/million/*.test.ts'],
    testTimeout: 900_000,
    hookTimeout: 900_000,
  },
});
