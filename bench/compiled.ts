import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The checkout of this moment, compiled: what others write to it meanwhile changes no measurement. */
export interface Compiled {
  /** The folder, laid out as the package is. */
  readonly folder: string;
  /** The command as it ships. */
  readonly command: string;
  /** A process of `bench/processes`, by its name. */
  readonly process: (name: string) => string;
}

/**
 * Compiles command, library and the processes of the benchmark, below `node_modules` to find
 * packages. Not by tsx, whose names for functions (`__name`) cost time where functions are made.
 */
export function compile(): Compiled {
  mkdirSync('node_modules/.cache', { recursive: true });
  const folder = mkdtempSync(join('node_modules/.cache', 'hourlake-bench-'));
  const dist = join(folder, 'dist');
  const tsc = ['node_modules/typescript/bin/tsc', '-p', 'bench', '--outDir', dist];
  execFileSync(process.execPath, tsc, { stdio: 'inherit' });
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
