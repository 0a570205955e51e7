import { useDatabase } from '../postgres/database-state.ts';
import { PostgresConnection } from '../postgres/postgres-connection.ts';
import type { PostgresSettings } from '../postgres/postgres-settings.ts';

/** A session, and the schema that it works in. */
export interface OpenSession {
  readonly connection: PostgresConnection;
  readonly schema: string;
}

/** The one session that a destination or a loader writes with. */
export class PostgresSession {
  readonly #settings: PostgresSettings;
  #session: OpenSession | undefined;

  constructor(settings: PostgresSettings) {
    this.#settings = settings;
  }

  /**
   * Opens the session at the first call. A session that broke is replaced: what it had not committed was
   * rolled back.
   *
   * @throws DatabaseError when the database cannot be reached, or takes no rows.
   */
  async open(): Promise<OpenSession> {
    if (this.#session !== undefined && !this.#session.connection.isBroken) return this.#session;
    const connection = await PostgresConnection.open(this.#settings);
    try {
      const schema = await useDatabase(connection, { writes: true });
      this.#session = { connection, schema };
      return this.#session;
    } catch (error) {
      await connection.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#session?.connection.close();
    this.#session = undefined;
  }
}
