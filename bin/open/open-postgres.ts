import { InputError } from '../../lib/errors.ts';
import { openEmbeddedServer } from '../../lib/postgres/embedded-server.ts';
import {
  type PostgresSettings,
  postgresSettings,
  withPassword,
} from '../../lib/postgres/postgres-settings.ts';
import { parsePostgresUrl } from '../../lib/postgres/postgres-url.ts';
import { embeddedPrograms } from '../../lib/postgres/server-programs.ts';
import { isSecretReference, readSecret } from '../../lib/secrets/secret-text.ts';
import type { Context } from '../context.ts';

/** The options that name a database. */
export interface PostgresOptions {
  /** A URL, or a reference to the secret that holds it. */
  readonly database: string;
  /** A reference to the secret that holds the password. Default: as libpq finds it. */
  readonly passwordFrom?: string | undefined;
}

/** A database that can be connected to. */
export interface OpenPostgres {
  readonly settings: PostgresSettings;
  /** Stops the server, where it was started for this command. */
  close(): Promise<void>;
}

const EMBEDDED = /^postgres\+embedded:(?<path>[^?]+)(?:\?schema=(?<schema>[^&]+))?$/;

const SERVED = /^postgres(ql)?:\/\//;

/**
 * Finds the database that the options name, and starts its server where it is an embedded one.
 *
 * @throws InputError when the text is neither a URL nor a reference to one; KeyError when the secret
 *   cannot be read; DatabaseError when the embedded server does not start.
 */
export async function openPostgres(
  context: Context,
  { database, passwordFrom }: PostgresOptions,
): Promise<OpenPostgres> {
  const text = await placeOf(context, database);
  const { path, schema } = EMBEDDED.exec(text)?.groups ?? {};
  if (path !== undefined) {
    return openEmbeddedServer(context.resolvePath(path), {
      name: path,
      programs: await embeddedPrograms(),
      schema: schema === undefined ? undefined : decodeURIComponent(schema),
    });
  }
  if (!SERVED.test(text)) throw notADatabase(text);
  const settings = settingsOf(context, text);
  const password =
    passwordFrom === undefined
      ? settings.password
      : await readSecret(passwordFrom, 'the password of a database', context);
  return { settings: withPassword(settings, password), close: async () => {} };
}

/**
 * The place of a database as it is named, or as a secret says it.
 *
 * @throws KeyError when the secret cannot be read.
 */
export async function placeOf(context: Context, database: string): Promise<string> {
  return isSecretReference(database)
    ? await readSecret(database, 'the URL of a database', context)
    : database;
}

/** Says so when an option shows a password: every user of the machine can read its command lines. */
export function warnOfPassword({ progress }: Context, option: string | undefined): void {
  if (option === undefined || !SERVED.test(option)) return;
  if (parsePostgresUrl(option).password === undefined) return;
  progress.write(
    'The command line shows a password to every user of this machine. Put it into PGPASSWORD, into a password file, or the whole URL into a secret, such as env:NAME or file:PATH.\n',
  );
}

function settingsOf(context: Context, url: string): PostgresSettings {
  return postgresSettings(parsePostgresUrl(url), {
    environment: context.environment,
    resolvePath: context.resolvePath,
    userName: context.userName,
    passfile: () =>
      process.platform === 'win32'
        ? `${context.configFolder()}\\postgresql\\pgpass.conf`
        : `${context.homeFolder()}/.pgpass`,
  });
}

function notADatabase(text: string): InputError {
  return new InputError({
    expected:
      'a database: postgres://user@host/database, postgres+embedded:./folder, to write also duckdb:./file, or where its URL is kept, such as env:NAME',
    got: `${text.length} characters that are none of these`,
    advice: 'Name a database. Put the password into PGPASSWORD or a password file.',
  });
}
