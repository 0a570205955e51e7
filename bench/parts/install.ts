import { execFileSync } from 'node:child_process';
import { cpSync, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from '../bench.ts';
import { plainEnvironment } from '../plain-environment.ts';
import { say } from '../say.ts';

/** What a production install takes of the disk. */
export interface Install {
  /** Of `node_modules`; 0 when nothing could be installed. */
  readonly bytes: number;
  /** The largest packages, or scopes of packages, largest first. */
  readonly largest: readonly { readonly name: string; readonly bytes: number }[];
  /** Why nothing was installed. */
  readonly leftOut?: string;
}

const SHOWN = 5;

/** A block of `stat`, whatever the file system has (POSIX). */
const BLOCK = 512;

/** Installs what a command that lands hours needs, in an empty folder. */
export function install({ scratch }: Bench): Install {
  say('install: npm ci --omit=dev --omit=optional');
  const folder = join(scratch, 'install');
  mkdirSync(folder);
  for (const file of ['package.json', 'package-lock.json']) cpSync(file, join(folder, file));
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
  try {
    execFileSync('npm', ['ci', '--omit=dev', '--omit=optional', ...quiet], {
      cwd: folder,
      env: plainEnvironment(),
      stdio: 'ignore',
      shell: process.platform === 'win32',
    });
  } catch {
    say('install: left out, "npm ci" failed');
    return { bytes: 0, largest: [], leftOut: '"npm ci" failed; is there a network?' };
  }
  const packages = join(folder, 'node_modules');
  const sizes = readdirSync(packages)
    .map((name) => ({ name, bytes: sizeOnDisk(join(packages, name)) }))
    .sort((a, b) => b.bytes - a.bytes);
  return { bytes: sizeOnDisk(packages), largest: sizes.slice(0, SHOWN) };
}

/** As `du` counts: whole blocks, folders included. */
function sizeOnDisk(path: string): number {
  const stats = lstatSync(path);
  const inside = stats.isDirectory() ? readdirSync(path) : [];
  const own = stats.blocks === undefined ? stats.size : stats.blocks * BLOCK;
  return inside.reduce((sum, name) => sum + sizeOnDisk(join(path, name)), own);
}
