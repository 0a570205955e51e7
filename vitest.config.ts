import { defineConfig } from 'vitest/config';
import { LAKE_TESTS } from './vitest.lakes.config.ts';
import { PROCESS_TESTS } from './vitest.processes.config.ts';
import { SIMULATION_TESTS } from './vitest.simulation.config.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [
      'test/aws/**',
      'test/bigquery/**',
      'test/gold/**',
      'test/million/**',
      'test/package/**',
      'test/postgres/**',
      'test/readers/**',
      'test/spark/**',
      ...LAKE_TESTS,
      ...PROCESS_TESTS,
      ...SIMULATION_TESTS,
    ],
    globalSetup: ['test/compile-command.ts'],
    setupFiles: ['test/fixed-properties.ts'],
    // Processes are spawned and files hashed: slow machines are slow, not broken.
    // One process for all files: they share nothing, and starting one for each costs more than the tests.
    pool: 'threads',
    isolate: false,
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
