import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { DatabaseError } from '../errors.ts';
import { wordsOf } from '../printable.ts';
import { passwordFromFile } from './passfile.ts';
import { postgresFailure } from './postgres-failure.ts';
import type { PostgresSettings } from './postgres-settings.ts';
import { type Tls, tlsAttempts } from './tls-attempts.ts';

/** What a statement returned. All values are text, as PostgreSQL writes it. */
export interface PostgresResult {
  readonly columns: readonly PostgresColumn[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** A column of a result. */
export interface PostgresColumn {
  readonly name: string;
  /** Number of its type in `pg_type`. */
  readonly type: number;
}

/** The two packages, which are optional. */
interface Packages {
  readonly pg: typeof import('pg')['default'];
  readonly copy: typeof import('pg-copy-streams');
}

/** So that a session means the same whatever the server and the user are set to. */
const SESSION = `
  SET client_encoding = 'UTF8';
  SET TimeZone = 'UTC';
  SET DateStyle = 'ISO, YMD';
  SET IntervalStyle = 'postgres';
  SET bytea_output = 'hex';
  SET extra_float_digits = 1;
  SET standard_conforming_strings = on;
  -- A session whose other end is gone gives up its locks.
  SET idle_in_transaction_session_timeout = '5min';
  SET lock_timeout = '5min';
  SET tcp_keepalives_idle = 60;
  SET tcp_keepalives_interval = 10;
  SET tcp_keepalives_count = 6`;

/** One session of a PostgreSQL server. Every method throws DatabaseError, without any value of a row. */
export class PostgresConnection {
  /** The URL of the database without the password. */
  readonly name: string;
  readonly #settings: PostgresSettings;
  readonly #client: Client;
  readonly #packages: Packages;
  #isBroken = false;

  private constructor(settings: PostgresSettings, client: Client, packages: Packages) {
    this.name = settings.name;
    this.#settings = settings;
    this.#client = client;
    this.#packages = packages;
    // Whatever waits for the server gets the error as well.
    client.on('error', () => {
      this.#isBroken = true;
    });
    client.on('end', () => {
      this.#isBroken = true;
    });
  }

  /**
   * Connects to a database.
   *
   * @throws DatabaseError when the packages are missing, or the server does not let the user in.
   */
  static async open(settings: PostgresSettings): Promise<PostgresConnection> {
    const packages = await load();
    const attempts = await tlsAttempts(settings.tls);
    for (const [index, tls] of attempts.entries()) {
      try {
        const client = await connect(packages, settings, tls);
        const connection = new PostgresConnection(settings, client, packages);
        await connection.run(SESSION);
        return connection;
      } catch (error) {
        const mayBePlain = index + 1 < attempts.length && isWithoutTls(error);
        if (!mayBePlain) throw postgresFailure(error, `Could not connect to ${settings.name}`);
      }
    }
    throw new TypeError('There is at least one way to connect');
  }

  /** The schema that the settings name; `undefined` for the first of the search path. */
  get schema(): string | undefined {
    return this.#settings.schema;
  }

  /** Whether the session is over: nothing more can be done in it. */
  get isBroken(): boolean {
    return this.#isBroken;
  }

  /** Quotes a name for SQL. */
  quoted(name: string): string {
    return this.#packages.pg.escapeIdentifier(name);
  }

  /** Quotes a text for SQL. */
  literal(text: string): string {
    return this.#packages.pg.escapeLiteral(text);
  }

  /**
   * Runs a statement; without values, several statements may stand in the text.
   *
   * @param values of `$1`, `$2` and so on. Arrays are arrays of PostgreSQL.
   */
  async run(sql: string, values?: readonly unknown[]): Promise<PostgresResult> {
    try {
      const result = await this.#client.query({
        text: sql,
        rowMode: 'array',
        types: { getTypeParser: () => asText },
        ...(values === undefined ? {} : { values: [...values] }),
      });
      const columns = (result.fields ?? []).map(({ name, dataTypeID: type }) => ({ name, type }));
      return { columns, rows: result.rows ?? [] };
    } catch (error) {
      throw this.#failure(error, 'Could not run a statement');
    }
  }

  /**
   * Runs some work in a transaction, which is rolled back when the work throws.
   *
   * @param begin how it begins. Default: as a transaction that writes.
   */
  async inTransaction<Result>(
    work: () => Promise<Result>,
    begin = 'BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE',
  ): Promise<Result> {
    await this.run(begin);
    try {
      const result = await work();
      await this.run('COMMIT');
      return result;
    } catch (error) {
      // A session that is over was rolled back by the server.
      if (!this.#isBroken) await this.run('ROLLBACK').catch(() => {});
      throw error;
    }
  }

  /**
   * Sends bytes to a `COPY … FROM STDIN`, no faster than the server takes them. What the pieces throw
   * ends the statement, and is thrown.
   *
   * @returns the number of rows that the server counted
   */
  async copyIn(sql: string, pieces: AsyncIterable<Uint8Array>): Promise<number> {
    const target = this.#client.query(this.#packages.copy.from(sql));
    let ofPieces: { readonly error: unknown } | undefined;
    async function* watched() {
      try {
        yield* pieces;
      } catch (error) {
        // The server repeats it in its own words.
        ofPieces = { error };
        throw error;
      }
    }
    try {
      await pipeline(Readable.from(watched(), { objectMode: true }), target);
      return target.rowCount;
    } catch (error) {
      if (ofPieces !== undefined) throw ofPieces.error;
      throw this.#failure(error, 'Could not copy rows');
    }
  }

  /** The bytes of a `COPY … TO STDOUT`, read no faster than they are asked for. */
  async *copyOut(sql: string): AsyncGenerator<Uint8Array> {
    const source = this.#client.query(this.#packages.copy.to(sql));
    try {
      yield* source;
    } catch (error) {
      throw this.#failure(error, 'Could not copy rows');
    }
  }

  /** Cancels the statement that runs, from a session of its own. */
  async cancel(): Promise<void> {
    const process: unknown = Reflect.get(this.#client, 'processID');
    const other = await PostgresConnection.open(this.#settings);
    try {
      await other.run('SELECT pg_catalog.pg_cancel_backend($1)', [process]);
    } finally {
      await other.close();
    }
  }

  /** Ends the session, whatever it is doing. */
  async close(): Promise<void> {
    this.#isBroken = true;
    await this.#client.end();
  }

  #failure(error: unknown, failed: string): DatabaseError {
    return postgresFailure(error, `${failed} in ${this.name}`);
  }
}

async function connect({ pg }: Packages, settings: PostgresSettings, tls: Tls): Promise<Client> {
  const { host, port, user, database, connectTimeout } = settings;
  const client = new pg.Client({
    host,
    port,
    user,
    database,
    password: () => passwordOf(settings),
    ssl: tls,
    keepAlive: true,
    connectionTimeoutMillis: connectTimeout * 1000,
    application_name: 'hourlake',
  });
  // Without a listener, an error event ends the process.
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    // Otherwise the server waits a minute for a password, and this process with it.
    void client.end();
    throw error;
  }
  return client;
}

/** Asked only where the server wants a password. */
async function passwordOf({ password, passfile, ...settings }: PostgresSettings): Promise<string> {
  const found = password ?? (await passwordFromFile(passfile, settings));
  if (found !== undefined) return found;
  throw new DatabaseError({
    expected: `a password for ${settings.name}`,
    got: 'none',
    advice: `Set PGPASSWORD, or add a line to ${passfile}.`,
  });
}

function isWithoutTls(error: unknown): boolean {
  return /does not support SSL connections/.test(wordsOf(error));
}

function asText(value: string | Buffer): string {
  return String(value);
}

/** Loading takes long enough to wait for the first connection. */
async function load(): Promise<Packages> {
  try {
    const [{ default: pg }, copy] = await Promise.all([import('pg'), import('pg-copy-streams')]);
    return { pg, copy };
  } catch (error) {
    throw new DatabaseError(
      {
        failed: 'The client of PostgreSQL cannot be loaded',
        got: wordsOf(error).split('\n')[0] ?? '',
        advice: 'Install it: "npm install pg pg-copy-streams".',
      },
      { cause: error },
    );
  }
}
