import { InputError } from '../errors.ts';
import { didYouMean } from '../model/nearest-name.ts';

/** What the URL of a database says. What it leaves out comes from the environment. */
export interface PostgresUrl {
  /** A name, an address, or the folder of a Unix socket. */
  readonly host?: string;
  readonly port?: number;
  readonly user?: string;
  readonly password?: string;
  readonly database?: string;
  /** The schema of the tables. */
  readonly schema?: string;
  /** Parameters of the connection, by the names that libpq gives them: `sslmode`. */
  readonly parameters: Readonly<Partial<Record<PostgresParameter, string>>>;
}

/** https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS */
const PARAMETERS = [
  'connect_timeout',
  'sslmode',
  'sslrootcert',
  'sslcert',
  'sslkey',
  'passfile',
] as const;

/** A parameter of a connection, as a URL may set it. */
export type PostgresParameter = (typeof PARAMETERS)[number];

const SCHEME = /^postgres(ql)?:\/\//;

/** Stands for a host that the URL leaves out. */
const NO_HOST = 'no-host.invalid';

/**
 * Reads the URL of a database: `postgres://user@host:5432/database?schema=public&sslmode=require`. The
 * folder of a Unix socket is `?host=/var/run/postgresql`.
 *
 * @throws InputError when it is not such a URL. The message does not repeat it, because it may contain a
 *   password.
 * @example
 * parsePostgresUrl('postgres://ana@localhost/lake?schema=coop') // => { host: 'localhost', user: 'ana', database: 'lake', schema: 'coop', parameters: {} }
 */
export function parsePostgresUrl(text: string): PostgresUrl {
  const url = SCHEME.test(text) ? urlOf(text) : undefined;
  if (url === undefined || url.hash !== '') throw notAUrl(`${text.length} characters`);
  const { schema, host = hostOf(url), ...parameters } = parametersOf(url);
  const port = url.port === '' ? undefined : Number(url.port);
  if (port === 0) throw notAUrl('the port 0');
  const [user, password, database] = [url.username, url.password, url.pathname.slice(1)].map(
    decoded,
  );
  return {
    ...present({ host, port, user, password, database, schema }),
    parameters,
  };
}

/** The URL without the password, for people: `postgres://ana@localhost:5432/lake`. */
export function nameOfPostgres({
  host,
  port,
  user,
  database,
  schema,
}: {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  readonly schema?: string | undefined;
}): string {
  const isSocket = host.startsWith('/');
  const place = isSocket ? '' : `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const query = [...(isSocket ? [`host=${host}`] : []), ...(schema ? [`schema=${schema}`] : [])];
  return `postgres://${user}@${place}/${database}${query.length > 0 ? `?${query.join('&')}` : ''}`;
}

/** Without a message, because the parser's own repeats the text. */
function urlOf(text: string): URL | undefined {
  try {
    // Behind a user, the parser asks for a host.
    return new URL(text.replace(/^([^/]+\/\/[^/?#]*@)(?=[/?#]|$)/, `$1${NO_HOST}`));
  } catch {
    return undefined;
  }
}

/** The folder of a Unix socket may stand there as well, with its slashes encoded. */
function hostOf({ hostname }: URL): string | undefined {
  if (hostname === NO_HOST) return undefined;
  return decoded(hostname.replace(/^\[(.*)\]$/, '$1'));
}

function parametersOf(url: URL): Record<string, string> {
  const known: readonly string[] = [...PARAMETERS, 'schema', 'host'];
  const parameters: Record<string, string> = {};
  for (const [name, value] of url.searchParams) {
    if (!known.includes(name)) {
      throw notAUrl(
        `the parameter ${JSON.stringify(name)}`,
        `${didYouMean(name, known)}The parameters are ${known.join(', ')}.`,
      );
    }
    if (value !== '') parameters[name] = value;
  }
  return parameters;
}

function decoded(text: string): string | undefined {
  try {
    return text === '' ? undefined : decodeURIComponent(text);
  } catch {
    throw notAUrl('a % that encodes no character', 'Write % as %25.');
  }
}

function present<Values extends object>(
  values: Values,
): { [Name in keyof Values]?: NonNullable<Values[Name]> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  // Only what is not there was left out.
  return Object.fromEntries(entries) as { [Name in keyof Values]?: NonNullable<Values[Name]> };
}

function notAUrl(
  got: string,
  advice = 'Characters such as @, : and / in a name or a password are written as %40, %3A and %2F.',
): InputError {
  return new InputError({
    expected: 'the URL of a PostgreSQL database, such as postgres://user@host:5432/database',
    got,
    advice,
  });
}
