import { InputError } from '../errors.ts';
import { nameOfPostgres, type PostgresParameter, type PostgresUrl } from './postgres-url.ts';

/** Everything that a connection to a database needs. */
export interface PostgresSettings {
  /** The URL without the password. */
  readonly name: string;
  /** A name, an address, or the folder of a Unix socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  /** The schema of the tables. Default: the first of the search path of the user. */
  readonly schema: string | undefined;
  /** Not enumerable, so that nothing prints it. Default: none, one is looked up in {@link passfile}. */
  readonly password?: string | undefined;
  /** Absolute path of a password file, which need not exist. */
  readonly passfile: string;
  readonly tls: TlsSettings;
  /** Seconds after which a connection is given up. */
  readonly connectTimeout: number;
}

/** Whether a connection is encrypted, and what is checked. */
export interface TlsSettings {
  readonly mode: TlsMode;
  /** Absolute paths of files in PEM: who signs certificates of servers, and the certificate of the user. */
  readonly rootCertificate?: string | undefined;
  readonly certificate?: string | undefined;
  readonly key?: string | undefined;
}

/** https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-SSLMODE-STATEMENTS */
const TLS_MODES = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full'] as const;

/** One of the modes of libpq, except `allow`. */
export type TlsMode = (typeof TLS_MODES)[number];

/** What a URL is completed with. */
export interface PostgresPlaces {
  /** Environment variables, of which those of libpq are read: `PGHOST`, `PGPASSWORD`. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Makes a path absolute. */
  readonly resolvePath: (path: string) => string;
  /** Name of the user of this machine, who is the user of the database unless something else is said. */
  readonly userName: () => string;
  /** Absolute path of the password file of that user. */
  readonly passfile: () => string;
}

/** The variable of each parameter, as libpq names it. */
const VARIABLES: Readonly<Record<PostgresParameter, string>> = {
  connect_timeout: 'PGCONNECT_TIMEOUT',
  sslmode: 'PGSSLMODE',
  sslrootcert: 'PGSSLROOTCERT',
  sslcert: 'PGSSLCERT',
  sslkey: 'PGSSLKEY',
  passfile: 'PGPASSFILE',
};

const USUAL_PORT = 5432;
const USUAL_TIMEOUT = 15;

/**
 * Completes a URL as libpq does: from the variables of the environment, then by defaults.
 *
 * @throws InputError when a value is not allowed.
 */
export function postgresSettings(url: PostgresUrl, places: PostgresPlaces): PostgresSettings {
  const variable = (name: string) => nonEmpty(places.environment[name]);
  const host = url.host ?? variable('PGHOST') ?? 'localhost';
  const port = url.port ?? wholeNumber('PGPORT', variable('PGPORT')) ?? USUAL_PORT;
  const user = url.user ?? variable('PGUSER') ?? places.userName();
  const database = url.database ?? variable('PGDATABASE') ?? user;
  const { schema } = url;
  const parameter = (name: PostgresParameter) => url.parameters[name] ?? variable(VARIABLES[name]);
  const path = (name: PostgresParameter) => {
    const given = parameter(name);
    return given === undefined ? undefined : places.resolvePath(given);
  };
  const settings = {
    name: nameOfPostgres({ host, port, user, database, schema }),
    host,
    port,
    user,
    database,
    schema,
    passfile: path('passfile') ?? places.passfile(),
    tls: {
      mode: tlsMode(parameter('sslmode') ?? 'prefer'),
      rootCertificate: path('sslrootcert'),
      certificate: path('sslcert'),
      key: path('sslkey'),
    },
    connectTimeout: wholeNumber('connect_timeout', parameter('connect_timeout')) ?? USUAL_TIMEOUT,
  };
  return withPassword(settings, url.password ?? variable('PGPASSWORD'));
}

/** The same settings with a password that nothing prints. */
export function withPassword(
  settings: Omit<PostgresSettings, 'password'>,
  password: string | undefined,
): PostgresSettings {
  return Object.defineProperty({ ...settings }, 'password', { value: password, enumerable: false });
}

function tlsMode(text: string): TlsMode {
  const mode = TLS_MODES.find((known) => known === text);
  if (mode !== undefined) return mode;
  throw new InputError({
    expected: `sslmode to be one of ${TLS_MODES.join(', ')}`,
    got: JSON.stringify(text),
    advice:
      text === 'allow'
        ? 'Use prefer, which encrypts where the server can.'
        : 'Correct it in the URL, or in PGSSLMODE.',
  });
}

function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,5}$/.test(text) && Number(text) > 0) return Number(text);
  throw new InputError({
    expected: `${name} to be a whole number from 1`,
    got: JSON.stringify(text),
    advice: 'Correct it, or leave it out.',
  });
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
