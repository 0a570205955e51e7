import { execFile } from 'node:child_process';
import { chown, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type PostgresSettings, withPassword } from '../../lib/postgres/postgres-settings.ts';
import { startServer } from '../../lib/postgres/server-process.ts';
import { embeddedPrograms, type ServerPrograms } from '../../lib/postgres/server-programs.ts';
import { serverUser } from '../../lib/postgres/server-user.ts';

/** The password of the superuser of every server of the tests: it must appear nowhere. */
export const PASSWORD = 'geheim-4711';

/** A server of its own for a test, or for all of them. */
export interface AServer {
  /** The superuser, with its password. */
  readonly settings: PostgresSettings;
  readonly port: number;
  /** Folder of its data. */
  readonly data: string;
  /** Number of its process. */
  processId(): Promise<number>;
  /** Starts it again after it was stopped or killed, and returns its new port. */
  restart(): Promise<number>;
  stop(): Promise<void>;
  /** Shuts it down, and removes its data. */
  close(): Promise<void>;
}

/** Where Debian keeps one server of each version. */
const DEBIAN = '/usr/lib/postgresql';

/** The programs that the tests run: see `vitest.postgres.config.ts`. */
export async function programsOfTests(): Promise<ServerPrograms> {
  if (process.env.HOURLAKE_TEST_POSTGRES !== 'debian') return embeddedPrograms();
  const [version = ''] = (await readdir(DEBIAN)).sort((a, b) => Number(b) - Number(a));
  const programs = join(DEBIAN, version, 'bin');
  return { initdb: join(programs, 'initdb'), postgres: join(programs, 'postgres') };
}

/**
 * Starts a server whose databases are encoded in UTF-8 and order texts by code points.
 */
export async function startAServer({ fileBlocks }: AServerOptions = {}): Promise<AServer> {
  const folder = await mkdtemp(join(tmpdir(), 'hourlake-postgres-'));
  const [programs, user] = [await programsOfTests(), await serverUser()];
  const [data, passwordFile] = [join(folder, 'data'), join(folder, 'password')];
  await mkdir(data);
  await writeFile(passwordFile, `${PASSWORD}\n`);
  if (user !== undefined) {
    for (const path of [folder, data, passwordFile]) await chown(path, user.uid, user.gid);
  }
  await promisify(execFile)(
    programs.initdb,
    [
      ...[`--pgdata=${data}`, '--username=postgres', `--pwfile=${passwordFile}`],
      ...['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--no-sync'],
    ],
    { cwd: '/', ...user },
  );
  const settingsOf = (port: number) => settingsAt(port, 'postgres');
  const postgres =
    fileBlocks === undefined
      ? programs.postgres
      : await limited(join(folder, 'postgres.sh'), programs.postgres, fileBlocks);
  const start = () =>
    startServer({
      programs: { ...programs, postgres },
      user,
      name: 'the tests',
      data,
      log: join(folder, 'server.log'),
      settingsOf,
    });
  let server = await start();
  return {
    settings: settingsOf(server.port),
    port: server.port,
    data,
    async processId() {
      return Number((await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n')[0]);
    },
    async restart() {
      server = await start();
      return server.port;
    },
    stop: () => server.stop(),
    async close() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A server whose files may not grow beyond a limit. */
async function limited(script: string, postgres: string, blocks: number): Promise<string> {
  await writeFile(script, `#!/bin/sh\nulimit -f ${blocks}\nexec '${postgres}' "$@"\n`, {
    mode: 0o755,
  });
  return script;
}

/** How a server of the tests is started. */
export interface AServerOptions {
  /** Most blocks of 512 bytes that a file of it may have. Default: no limit. */
  readonly fileBlocks?: number;
}

/** How a database of a server of the tests is connected to. */
export function settingsAt(
  port: number,
  database: string,
  { user = 'postgres', password = PASSWORD, schema }: LoginOptions = {},
): PostgresSettings {
  return withPassword(
    {
      name: `postgres://${user}@127.0.0.1:${port}/${database}`,
      host: '127.0.0.1',
      port,
      user,
      database,
      schema,
      passfile: '/nowhere/pgpass',
      tls: { mode: 'disable' },
      connectTimeout: 15,
    },
    password,
  );
}

/** Who connects to a database. Default: the superuser, in the first schema of its search path. */
export interface LoginOptions {
  readonly user?: string;
  readonly password?: string;
  readonly schema?: string;
}
