import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildPackage } from '../scripts/build-package.ts';

/**
 * Builds the package once, as it ships: tests start its command hundreds of times, and to start the
 * TypeScript takes three times as long. Below `node_modules`, to find packages.
 */
export function setup(): () => void {
  mkdirSync('node_modules/.cache', { recursive: true });
  const folder = mkdtempSync(join('node_modules/.cache', 'hourlake-'));
  // A test runs it as another user.
  chmodSync(folder, 0o755);
  const dist = join(folder, 'dist');
  buildPackage(dist, { checked: false });
  // Without it, Node.js has to find out of each file what kind of module it is.
  cpSync('package.json', join(folder, 'package.json'));
  process.env.HOURLAKE_TEST_COMMAND = join(dist, 'bin/hourlake.js');
  return () => rmSync(folder, { recursive: true, force: true });
}
