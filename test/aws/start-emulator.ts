import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { startEmulator } from './emulator.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the emulator that all files share listens: `http://127.0.0.1:12345`. */
    awsEndpoint: string;
    /** Folder with the extension by which DuckDB reads a bucket. */
    duckdbExtensions: string;
  }
}

/** Where the Python package has the extension, and what DuckDB calls this platform. */
const WHERE = `
import duckdb, duckdb_extension_httpfs, pathlib
print(next(pathlib.Path(duckdb_extension_httpfs.__file__).parent.rglob('httpfs.duckdb_extension')))
print(duckdb.sql('PRAGMA platform').fetchone()[0])
`;

/** One emulator for all files: each makes buckets and databases of its own in it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const emulator = await startEmulator();
  const folder = await mkdtemp(join(tmpdir(), 'hourlake-duckdb-'));
  project.provide('awsEndpoint', emulator.endpoint);
  project.provide('duckdbExtensions', folder);
  await layOutExtension(folder);
  return async () => {
    await emulator.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

/** Puts the extension where DuckDB looks for it: `v1.5.5/linux_amd64/httpfs.duckdb_extension`. */
async function layOutExtension(folder: string): Promise<void> {
  const { stdout } = await promisify(execFile)('python3', ['-c', WHERE]);
  const [file = '', platform = ''] = stdout.trim().split('\n');
  const version = basename(dirname(file));
  await mkdir(join(folder, version, platform), { recursive: true });
  await copyFile(file, join(folder, version, platform, basename(file)));
}
