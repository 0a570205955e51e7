import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/** What is started, and what each thread starts. */
const ENTRIES = { hourlake: 'bin/hourlake.ts', 'period-worker': 'bin/period-worker.ts' };

/**
 * Builds the files of the package: the library as compiled JavaScript with types, the bundled command
 * line, and the saved queries.
 *
 * @param folder `dist` in the package
 * @param options.checked whether errors of types end the build. Default: `true`.
 */
export function buildPackage(
  folder: string,
  { checked = true }: { readonly checked?: boolean } = {},
): void {
  const tsc = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', folder];
  execFileSync(process.execPath, checked ? tsc : [...tsc, '--noCheck'], { stdio: 'inherit' });
  bundleCommand(join(folder, 'bin'));
  cpSync('queries', join(folder, 'queries'), { recursive: true });
}

/**
 * Bundles the command line. Node.js spends most of a start on finding, reading and linking files, so a bundle
 * of fewer files starts faster. Each command stays in a file of its own, which is loaded when it is asked for.
 * Names are not shortened, so that the stack of an error can be read.
 *
 * @param folder `bin` next to `queries`. The chunks have a folder of their own in it, because our code finds
 *   the entry of a thread as `../period-worker.js`.
 */
export function bundleCommand(folder: string): void {
  buildSync({
    entryPoints: ENTRIES,
    outdir: folder,
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    logLevel: 'warning',
  });
}
