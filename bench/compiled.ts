import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bundleCommand } from '../scripts/build-package.ts';

/**
 * A compiled copy of the checkout. Later changes to the checkout do not affect the measurements.
 */
export interface Compiled {
  /** The folder, with the layout of the package. */
  readonly folder: string;
  /** Path of the shipped command. */
  readonly command: string;
  /** Returns the path of a script of `bench/processes` by its name. */
  readonly process: (name: string) => string;
}

/**
 * Compiles the command, the library and the scripts of the benchmark, below `node_modules` so that
 * they find their packages. tsx is not used, because its helper that names functions (`__name`)
 * costs time wherever functions are created.
 */
export function compile(): Compiled {
  mkdirSync('node_modules/.cache', { recursive: true });
  const folder = mkdtempSync(join('node_modules/.cache', 'hourlake-bench-'));
  const dist = join(folder, 'dist');
  const tsc = ['node_modules/typescript/bin/tsc', '-p', 'bench', '--outDir', dist];
  execFileSync(process.execPath, tsc, { stdio: 'inherit' });
  bundleCommand(join(dist, 'bin'));
  cpSync('queries', join(dist, 'queries'), { recursive: true });
  cpSync('package.json', join(folder, 'package.json'));
  mkdirSync(join(folder, 'bin'));
  for (const file of readdirSync('bin').filter((name) => name.endsWith('.js'))) {
    cpSync(join('bin', file), join(folder, 'bin', file));
  }
  return {
    folder,
    command: join(folder, 'bin/hourlake.js'),
    process: (name) => join(dist, 'bench/processes', `${name}.js`),
  };
}
