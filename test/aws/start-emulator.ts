import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { startEmulator } from './emulator.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of the emulator that all files share: `http://127.0.0.1:12345`. */
    awsEndpoint: string;
    /** Folder with the DuckDB extension that reads a bucket. */
    duckdbExtensions: string;
  }
}

/** Prints the path of the extension in the Python package, and DuckDB's name of this platform. */
const WHERE = `
import duckdb, duckdb_extension_httpfs, pathlib
print(next(pathlib.Path(duckdb_extension_httpfs.__file__).parent.rglob('httpfs.duckdb_extension')))
print(duckdb.sql('PRAGMA platform').fetchone()[0])
`;

/** Starts one emulator for all files. Each file creates its own buckets and databases. */
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

/** Copies the extension to the path that DuckDB expects: `v1.5.5/linux_amd64/httpfs.duckdb_extension`. */
async function layOutExtension(folder: string): Promise<void> {
  const { stdout } = await promisify(execFile)('python3', ['-c', WHERE]);
  const [file = '', platform = ''] = stdout.trim().split('\n');
  const version = basename(dirname(file));
  await mkdir(join(folder, version, platform), { recursive: true });
  await copyFile(file, join(folder, version, platform, basename(file)));
}
