import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Compiles the command line once, as the package ships it: tests start it hundreds of times, and
 * on Node 20 to start the TypeScript takes twice as long. Below `node_modules`, to find packages.
 */
export function setup(): () => void {
  mkdirSync('node_modules/.cache', { recursive: true });
  const folder = mkdtempSync(join('node_modules/.cache', 'hourlake-'));
  // A test runs it as another user.
  chmodSync(folder, 0o755);
  const tsc = [
    'node_modules/typescript/bin/tsc',
    '-p',
    'tsconfig.build.json',
    '--noCheck',
    '--outDir',
    folder,
  ];
  execFileSync(process.execPath, tsc, { stdio: 'inherit' });
  // Without it, Node.js looks into each file for what kind of module it is.
  cpSync('package.json', join(folder, 'package.json'));
  cpSync('queries', join(folder, 'queries'), { recursive: true });
  process.env.HOURLAKE_TEST_COMMAND = join(folder, 'bin/hourlake.js');
  return () => rmSync(folder, { recursive: true, force: true });
}
