#!/usr/bin/env node
// In the package the command runs from compiled JavaScript; in the checkout, from its TypeScript.
import { existsSync } from 'node:fs';

const source = new URL('./hourlake.ts', import.meta.url);

if (!existsSync(source)) {
  await import('../dist/bin/hourlake.js');
} else if (process.features.typescript) {
  await import(source.href);
} else {
  const { register } = await import('tsx/esm/api').catch(() => {
    console.error(
      `Expected Node.js 22.18 or newer to run TypeScript without development packages, got ${process.version}. Use a newer Node.js, or run "npm ci".`,
    );
    process.exit(1);
  });
  register();
  await import(source.href);
}
