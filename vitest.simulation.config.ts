import { defineConfig } from 'vitest/config';

/** Apart from the other tests, because these simulate thousands of worlds. */
export const SIMULATION_TESTS = [
  'test/simulation/breakages.test.ts',
  'test/simulation/every-fault-*.test.ts',
];

export default defineConfig({
  test: {
    name: 'simulation',
    include: SIMULATION_TESTS,
    setupFiles: ['test/fixed-properties.ts'],
    maxWorkers: 2,
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
