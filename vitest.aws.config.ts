import { defineConfig } from 'vitest/config';

/** Apart from the other tests, because it needs an emulator of AWS, which Python runs. */
export default defineConfig({
  test: {
    name: 'aws',
    include: ['test/aws/**/*.test.ts'],
    setupFiles: ['test/fixed-properties.ts'],
    globalSetup: ['test/compile-command.ts', 'test/aws/start-emulator.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    maxWorkers: 2,
  },
});
