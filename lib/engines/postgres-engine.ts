import { useDatabase } from '../postgres/database-state.ts';
import { type PostgresColumn, PostgresConnection } from '../postgres/postgres-connection.ts';
import type { PostgresSettings } from '../postgres/postgres-settings.ts';
import type { Answer, Engine, QueryOptions, QueryRow } from './engine.ts';
import { postgresError } from './postgres-errors.ts';
import { csvExpression, postgresValue } from './postgres-values.ts';
import { interruptedQuery, notReading, type Statement } from './statement.ts';
import { shapeOf, withoutSemicolons } from './statement-text.ts';

/** What a statement that only reads begins with. */
const READING: readonly string[] = ['SELECT', 'WITH', 'VALUES', 'TABLE'];

/** The rows that are read at once. */
const CHUNK_ROWS = 1000;

const CURSOR = 'hourlake_result';

/**
 * An engine that asks the tables that were delivered to a database of PostgreSQL. A statement runs in a
 * transaction that only reads, with the rights of the user. Texts are ordered as the database orders them.
 */
export function postgresEngine(settings: PostgresSettings): Engine {
  return new PostgresEngine(settings);
}

class PostgresEngine implements Engine {
  readonly #settings: PostgresSettings;
  /** The sessions of answers whose rows are still read. */
  readonly #open = new Set<PostgresConnection>();

  constructor(settings: PostgresSettings) {
    this.#settings = settings;
  }

  /** Each statement has a session of its own. */
  async query(statement: Statement, { signal }: QueryOptions = {}): Promise<Answer> {
    checkReads(statement);
    checkGoesOn(statement, signal);
    const running = await this.#begin(statement, signal);
    try {
      const columns = await running.during((session) => declare(session, statement));
      return {
        columns: columns.map(({ name }) => name),
        rows: this.#rows(running, columns),
        csv: (separator) => this.#csv(running, columns, separator),
      };
    } catch (error) {
      await this.#close(running.session);
      throw error;
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open].map((session) => this.#close(session)));
  }

  async #begin(statement: Statement, signal: AbortSignal | undefined): Promise<Running> {
    try {
      const session = await PostgresConnection.open(this.#settings);
      this.#open.add(session);
      return new Running(session, statement, signal);
    } catch (error) {
      throw postgresError(statement, error);
    }
  }

  async *#rows(
    running: Running,
    columns: readonly PostgresColumn[],
  ): AsyncGenerator<readonly QueryRow[]> {
    try {
      for (;;) {
        const { rows } = await running.during((session) =>
          session.run(`FETCH ${CHUNK_ROWS} FROM ${CURSOR}`),
        );
        if (rows.length > 0) yield rows.map((row) => valuesOf(row, columns));
        if (rows.length < CHUNK_ROWS) return;
      }
    } finally {
      await this.#close(running.session);
    }
  }

  async *#csv(
    running: Running,
    columns: readonly PostgresColumn[],
    separator: string,
  ): AsyncGenerator<Uint8Array> {
    const { session, statement } = running;
    try {
      await running.during(() => session.run(`CLOSE ${CURSOR}`));
      const format = `(FORMAT csv, DELIMITER ${session.literal(separator)})`;
      yield* running.streaming(
        session.copyOut(`COPY (${asCsv(statement.sql, columns)}) TO STDOUT ${format}`),
      );
    } finally {
      await this.#close(session);
    }
  }

  async #close(session: PostgresConnection): Promise<void> {
    if (this.#open.delete(session)) await session.close();
  }
}

/** A statement, and the session that runs it until it is cancelled. */
class Running {
  readonly session: PostgresConnection;
  readonly statement: Statement;
  readonly #signal: AbortSignal | undefined;

  constructor(session: PostgresConnection, statement: Statement, signal: AbortSignal | undefined) {
    this.session = session;
    this.statement = statement;
    this.#signal = signal;
  }

  /** Does some work in the session, and cancels it when the signal is aborted. */
  async during<Result>(work: (session: PostgresConnection) => Promise<Result>): Promise<Result> {
    checkGoesOn(this.statement, this.#signal);
    const release = this.#cancelling();
    try {
      return await work(this.session);
    } catch (error) {
      checkGoesOn(this.statement, this.#signal);
      throw postgresError(this.statement, error);
    } finally {
      release();
    }
  }

  /** Passes on what the session sends, and cancels it when the signal is aborted. */
  async *streaming<Piece>(pieces: AsyncIterable<Piece>): AsyncGenerator<Piece> {
    const release = this.#cancelling();
    try {
      yield* pieces;
    } catch (error) {
      checkGoesOn(this.statement, this.#signal);
      throw postgresError(this.statement, error);
    } finally {
      release();
    }
  }

  #cancelling(): () => void {
    // If the server cannot be reached to cancel, the session is ended: it then stops by itself.
    const cancel = () => void this.session.cancel().catch(() => this.session.close());
    this.#signal?.addEventListener('abort', cancel, { once: true });
    return () => this.#signal?.removeEventListener('abort', cancel);
  }
}

/** Opens a cursor, and reads nothing yet. */
async function declare(
  session: PostgresConnection,
  { sql }: Statement,
): Promise<readonly PostgresColumn[]> {
  await useDatabase(session);
  await session.run('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  // All rows are wanted, not the first ones as soon as possible.
  await session.run('SET LOCAL cursor_tuple_fraction = 1');
  // With values, even none, a text cannot hold a second statement.
  await session.run(`DECLARE ${CURSOR} NO SCROLL CURSOR FOR\n${sql}`, []);
  return (await session.run(`FETCH 0 FROM ${CURSOR}`)).columns;
}

/** The statement within one that writes its values as other engines do, in the same order. */
function asCsv(sql: string, columns: readonly PostgresColumn[]): string {
  const names = columns.map((_, index) => `c${index + 1}`);
  const list = columns.map(({ type }, index) => csvExpression(`c${index + 1}`, type));
  return `SELECT ${list.join(', ')} FROM (\n${withoutSemicolons(sql)}\n) AS result (${names.join(', ')})`;
}

function valuesOf(row: readonly (string | null)[], columns: readonly PostgresColumn[]): QueryRow {
  return row.map((value, index) => postgresValue(value, columns[index]?.type ?? 0));
}

function checkReads(statement: Statement): void {
  const { beginning, statements } = shapeOf(statement.sql);
  if (statements !== 1) {
    throw notReading(statement, statements === 0 ? 'no statement' : `${statements} statements`);
  }
  if (READING.includes(beginning)) return;
  throw notReading(statement, `a statement that begins with ${beginning}`);
}

function checkGoesOn(statement: Statement, signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw interruptedQuery(statement, signal.reason);
}
