import { execFileSync } from 'node:child_process';
import { cpSync, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from '../bench.ts';
import { plainEnvironment } from '../plain-environment.ts';
import { say } from '../say.ts';

/** Disk space of a production install. */
export interface Install {
  /** Size of `node_modules`; 0 if the install failed. */
  readonly bytes: number;
  /** The largest packages, or scopes of packages, largest first. */
  readonly largest: readonly { readonly name: string; readonly bytes: number }[];
  /** Why the install failed. */
  readonly leftOut?: string;
}

const SHOWN = 5;

/** Block size of `stat`, for any file system (POSIX). */
const BLOCK = 512;

/** Installs the packages that a command needs to land hours, in an empty folder. */
export function install({ scratch }: Bench): Install {
  say('install: npm ci --omit=dev');
  const folder = join(scratch, 'install');
  mkdirSync(folder);
  for (const file of ['package.json', 'package-lock.json']) cpSync(file, join(folder, file));
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
  try {
    execFileSync('npm', ['ci', '--omit=dev', ...quiet], {
      cwd: folder,
      env: plainEnvironment(),
      stdio: 'ignore',
      shell: process.platform === 'win32',
    });
  } catch {
    say('install: skipped, "npm ci" failed');
    return { bytes: 0, largest: [], leftOut: '"npm ci" failed; check the network' };
  }
  const packages = join(folder, 'node_modules');
  const sizes = readdirSync(packages)
    .map((name) => ({ name, bytes: sizeOnDisk(join(packages, name)) }))
    .sort((a, b) => b.bytes - a.bytes);
  return { bytes: sizeOnDisk(packages), largest: sizes.slice(0, SHOWN) };
}

/** Size as `du` counts it: whole blocks, including folders. */
function sizeOnDisk(path: string): number {
  const stats = lstatSync(path);
  const inside = stats.isDirectory() ? readdirSync(path) : [];
  const own = stats.blocks === undefined ? stats.size : stats.blocks * BLOCK;
  return inside.reduce((sum, name) => sum + sizeOnDisk(join(path, name)), own);
}
