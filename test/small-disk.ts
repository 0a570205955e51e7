import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';

/** A disk that is soon full, and empty to begin with. */
export interface SmallDisk {
  readonly folder: string;
  /** The environment of commands that write to it. */
  readonly env: Readonly<Record<string, string>>;
  /** Makes it so many bytes large. */
  readonly resize: (bytes: number) => Promise<void>;
}

const refusal = tryToMount();

/** Whether this process may mount a disk. */
export const mayMount = refusal === undefined;

/**
 * The kinds of small disks that there are here. One that only looks full is everywhere: it shows
 * what the command makes of the error, not what the system does when a disk is full.
 */
export const kindsOfDisk = [...(mayMount ? ['mounted'] : []), 'injected'] as const;

if (!mayMount) {
  console.warn(
    `NO REAL DISK IS FILLED OR MADE READ-ONLY HERE: ${refusal}. An error that is injected stands in for the full one. Run the tests as root on Linux to see the real thing.`,
  );
}

/** Makes a disk of so many bytes, for the time of a test. */
export async function smallDisk(kind: string, bytes: number): Promise<SmallDisk> {
  const folder = join(await temporaryFolder(), 'disk');
  await mkdir(folder);
  return kind === 'mounted' ? mountedDisk(folder, bytes) : injectedDisk(folder, bytes);
}

/** Makes a mounted disk read-only, or writable again. */
export function remount(folder: string, options: string): void {
  const failure = attempt('mount', ['-o', `remount,${options}`, folder]);
  if (failure !== undefined) throw new Error(failure);
}

function mountedDisk(folder: string, bytes: number): SmallDisk {
  const failure = attempt('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder]);
  if (failure !== undefined) throw new Error(failure);
  onTestFinished(() => {
    const stays = attempt('umount', [folder]);
    if (stays !== undefined) throw new Error(stays);
  });
  return { folder, env: {}, resize: async (size) => remount(folder, `size=${size}`) };
}

async function injectedDisk(folder: string, bytes: number): Promise<SmallDisk> {
  const size = join(await temporaryFolder(), 'size');
  await writeFile(size, String(bytes));
  const env = {
    NODE_OPTIONS: `--import ${pathToFileURL('test/small-disk.mjs')}`,
    HOURLAKE_TEST_DISK: folder,
    HOURLAKE_TEST_DISK_SIZE: size,
  };
  return { folder, env, resize: (larger) => writeFile(size, String(larger)) };
}

/** Gives why no disk can be mounted here, if that is so. */
function tryToMount(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'hourlake-mount-'));
  const failure = attempt('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]);
  if (failure === undefined) attempt('umount', [folder]);
  rmdirSync(folder);
  return failure;
}

/** Gives why a command of the system failed, if it did. */
function attempt(command: string, args: readonly string[]): string | undefined {
  const { status, error, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 ? undefined : (error?.message ?? stderr.trim().split('\n')[0] ?? command);
}
