import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/package/**'],
    // Processes are spawned and files hashed: slow machines are slow, not broken.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
