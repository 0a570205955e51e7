import { defineConfig } from 'vitest/config';

/** Apart from the other tests, because these ask the package registry for what the package needs. */
export default defineConfig({
  test: {
    name: 'package',
    include: ['test/package/*.test.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
