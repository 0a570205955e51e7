import { randomBytes } from 'node:crypto';
import { inject, onTestFinished } from 'vitest';
import { PostgresConnection } from '../../lib/postgres/postgres-connection.ts';
import type { PostgresSettings } from '../../lib/postgres/postgres-settings.ts';
import { type LoginOptions, PASSWORD, settingsAt } from './a-server.ts';

/** A database of its own for a test. */
export interface ADatabase {
  readonly settings: PostgresSettings;
  /** With the password. */
  readonly url: string;
  /** Somebody who may do nothing, unless it is granted. */
  readonly guest: PostgresSettings;
  as(login: LoginOptions): PostgresSettings;
  /** Runs SQL as the superuser, and returns the rows. */
  ask(sql: string): Promise<readonly (readonly (string | null)[])[]>;
}

/** How a database is made. */
export interface ADatabaseOptions {
  /** Default: UTF8. */
  readonly encoding?: string;
  /** Default: the server that all tests share. */
  readonly port?: number;
}

/** Makes an empty database, and removes it when the test is over. */
export async function aDatabase({
  encoding = 'UTF8',
  port = inject('postgresPort'),
}: ADatabaseOptions = {}): Promise<ADatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const isShared = port === inject('postgresPort');
  await runOn(settingsAt(port, 'postgres'), [
    `CREATE DATABASE ${name} ENCODING '${encoding}' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0`,
    `CREATE ROLE ${name} LOGIN PASSWORD '${PASSWORD}'`,
  ]);
  if (isShared) {
    onTestFinished(async () => {
      await runOn(settingsAt(port, 'postgres'), [
        `DROP DATABASE ${name} WITH (FORCE)`,
        `DROP ROLE ${name}`,
      ]);
    });
  }
  const as = (login: LoginOptions) => settingsAt(port, name, login);
  return {
    settings: as({}),
    url: `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/${name}`,
    guest: as({ user: name }),
    as,
    ask: async (sql) => (await runOn(as({}), [sql]))[0] ?? [],
  };
}

/** Runs statements in a session of their own, and returns the rows of each. */
export async function runOn(
  settings: PostgresSettings,
  statements: readonly string[],
): Promise<(readonly (readonly (string | null)[])[])[]> {
  const connection = await PostgresConnection.open(settings);
  try {
    const results = [];
    for (const sql of statements) results.push((await connection.run(sql)).rows);
    return results;
  } finally {
    await connection.close();
  }
}
