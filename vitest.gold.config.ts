import { defineConfig } from 'vitest/config';

/** Apart from the other tests, because these need dbt (`pip install -r dbt/requirements.txt`) or Chromium. */
export default defineConfig({
  test: {
    name: 'gold',
    include: ['test/gold/**/*.test.ts'],
    globalSetup: ['test/compile-command.ts', 'test/gold/demo-lake.ts'],
    maxWorkers: 1,
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
