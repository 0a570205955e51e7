import { randomBytes } from 'node:crypto';
import { chown, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseError, HourlakeError } from '../errors.ts';
import { wordsOf } from '../printable.ts';
import { claimFolder } from './embedded-claim.ts';
import type { PostgresSettings } from './postgres-settings.ts';
import { withPassword } from './postgres-settings.ts';
import { makeCluster } from './server-cluster.ts';
import { type RunningServer, startServer } from './server-process.ts';
import type { ServerPrograms } from './server-programs.ts';
import { type ServerUser, serverUser } from './server-user.ts';

/** A database server that runs for one command. */
export interface EmbeddedServer {
  readonly settings: PostgresSettings;
  /** Stops the server; its data stays. */
  close(): Promise<void>;
}

/** The one user and the one database of an embedded server. */
const USER = 'postgres';

/** Files and folders of an embedded server, in its own folder. */
const PARTS = {
  data: 'data',
  /** A cluster that is being made. */
  draft: 'data.new',
  password: 'password',
  log: 'server.log',
  claim: 'command.pid',
} as const;

/**
 * Starts a PostgreSQL server on a free port of the loopback interface, with its data in a folder that is
 * made by the first start. Its password is random, in a file of mode 600. A server that a killed command
 * left running is taken over.
 *
 * @param path absolute
 * @param options.name how a person names the folder
 * @throws DatabaseError when the folder is in use or has something else in it, or the server does not
 *   start.
 */
export async function openEmbeddedServer(
  path: string,
  {
    name,
    programs,
    schema,
  }: { name: string; programs: ServerPrograms; schema?: string | undefined },
): Promise<EmbeddedServer> {
  const place = (part: keyof typeof PARTS) => join(path, PARTS[part]);
  const user = await serverUser();
  let release: () => Promise<void> = async () => {};
  try {
    await prepareFolder(path, name, user);
    release = await claimFolder(place('claim'), name);
    const password = await passwordOf(place('password'), user);
    await makeCluster({
      programs,
      user,
      superuser: USER,
      data: place('data'),
      draft: place('draft'),
      passwordFile: place('password'),
    });
    const settingsOf = (port: number) =>
      withPassword(settingsAt({ name, port, schema, passfile: place('password') }), password);
    const server = await startServer({
      programs,
      user,
      name,
      data: place('data'),
      log: place('log'),
      settingsOf,
    });
    return { settings: settingsOf(server.port), close: () => closing(server, release) };
  } catch (error) {
    await release();
    if (error instanceof HourlakeError) throw error;
    throw new DatabaseError(
      {
        failed: `Could not start a PostgreSQL server in ${name}`,
        got: wordsOf(error).split('\n')[0] ?? '',
        advice:
          'Name a folder that you may write to. PostgreSQL does not run as root: as root, its programs and the folder must be open to the user postgres.',
      },
      { cause: error },
    );
  }
}

async function closing(server: RunningServer, release: () => Promise<void>): Promise<void> {
  try {
    await server.stop();
  } finally {
    await release();
  }
}

/** @throws DatabaseError when the folder holds something that is not of an embedded server. */
async function prepareFolder(
  path: string,
  name: string,
  user: ServerUser | undefined,
): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const known: readonly string[] = Object.values(PARTS);
  const foreign = (await readdir(path)).find((entry) => !known.includes(entry));
  if (foreign !== undefined) {
    throw new DatabaseError({
      expected: `${name} to be a new folder, or that of an embedded server`,
      got: `a folder with ${foreign}`,
      advice: 'Name another folder: it is created.',
    });
  }
  if (user !== undefined) await chown(path, user.uid, user.gid);
}

async function passwordOf(path: string, user: ServerUser | undefined): Promise<string> {
  const there = await readFile(path, 'utf8').catch(() => '');
  if (there.trim() !== '') return there.trim();
  const made = randomBytes(24).toString('base64url');
  await writeFile(path, `${made}\n`, { mode: 0o600 });
  if (user !== undefined) await chown(path, user.uid, user.gid);
  return made;
}

function settingsAt({
  name,
  port,
  schema,
  passfile,
}: {
  readonly name: string;
  readonly port: number;
  readonly schema: string | undefined;
  readonly passfile: string;
}): Omit<PostgresSettings, 'password'> {
  return {
    name: `postgres+embedded:${name}`,
    host: '127.0.0.1',
    port,
    user: USER,
    database: USER,
    schema,
    passfile,
    tls: { mode: 'disable' },
    connectTimeout: 15,
  };
}
