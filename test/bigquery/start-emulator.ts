import { execFile, spawn } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { freePort } from '../aws/emulator.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of the emulator of BigQuery: `http://127.0.0.1:12345`. */
    bigQueryEndpoint: string;
  }
}

/** Prints the path of the extension in the Python package, and DuckDB's name of this platform. */
const WHERE = `
import duckdb, duckdb_extension_spatial, pathlib
print(next(pathlib.Path(duckdb_extension_spatial.__file__).parent.rglob('spatial.duckdb_extension')))
print(duckdb.sql('PRAGMA platform').fetchone()[0])
`;

const ADVICE =
  'Run "pip install -r test/bigquery/requirements.txt" in a virtual environment, and activate it.';

/** Starts bqemulator for all files, with a home of its own, in which DuckDB finds the extension. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = await mkdtemp(join(tmpdir(), 'hourlake-bigquery-'));
  await layOutExtension(home);
  const port = await freePort();
  const child = spawn(
    'bqemulator',
    ['start', '--rest-port', String(port), '--grpc-port', '0', '--log-level', 'error'],
    { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, HOME: home } },
  );
  let said = '';
  let hasEnded = false;
  child.stderr.on('data', (text) => {
    said = `${said}${text}`.slice(-4000);
  });
  const exit = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      said += error.message;
      resolve();
    });
    child.once('close', () => resolve());
  }).then(() => {
    hasEnded = true;
  });
  const endpoint = `http://127.0.0.1:${port}`;
  for (let tries = 0; !(await answers(endpoint)); tries += 1) {
    if (hasEnded || tries === 240) {
      child.kill('SIGKILL');
      throw new Error(`bqemulator did not start: ${said.trim()}\n${ADVICE}`);
    }
    await sleep(250);
  }
  project.provide('bigQueryEndpoint', endpoint);
  return async () => {
    child.kill('SIGKILL');
    await exit;
    await rm(home, { recursive: true, force: true });
  };
}

/** Copies the extension to where DuckDB looks for it: `~/.duckdb/extensions/v1.5.5/linux_amd64`. */
async function layOutExtension(home: string): Promise<void> {
  const { stdout } = await promisify(execFile)('python3', ['-c', WHERE]).catch((error: Error) => {
    throw new Error(`${error.message}\n${ADVICE}`);
  });
  const [file = '', platform = ''] = stdout.trim().split('\n');
  const folder = join(home, '.duckdb', 'extensions', basename(dirname(file)), platform);
  await mkdir(folder, { recursive: true });
  await copyFile(file, join(folder, basename(file)));
}

async function answers(endpoint: string): Promise<boolean> {
  return fetch(`${endpoint}/bigquery/v2/projects/p/datasets`).then(
    (response) => response.ok,
    () => false,
  );
}
