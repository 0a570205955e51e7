import { execFile } from 'node:child_process';
import { chown, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
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
 *
 * @param options.at folder in which its data is kept. Default: a temporary folder.
 */
export async function startAServer({ at }: { readonly at?: string } = {}): Promise<AServer> {
  const folder = await mkdtemp(join(at ?? tmpdir(), 'hourlake-postgres-'));
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
  const log = join(folder, 'server.log');
  const server = await startServer({ programs, user, name: 'the tests', data, log, settingsOf });
  return {
    settings: settingsOf(server.port),
    port: server.port,
    data,
    async close() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
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
