import { describe, expect, it, onTestFinished } from 'vitest';
import { postgresDestination } from '../../lib/destinations/postgres-destination.ts';
import { collect, type Engine } from '../../lib/engines/engine.ts';
import { postgresEngine } from '../../lib/engines/postgres-engine.ts';
import type { Batch } from '../../lib/model/batch.ts';
import { parsePeriod } from '../../lib/model/period.ts';
import { engineContract } from '../contracts/engine-contract.ts';
import { eventRows, events } from '../engines/landed-events.ts';
import { type ADatabase, aDatabase } from './a-database.ts';

/** A database with the table that the contract of an engine asks. */
async function withEvents(): Promise<ADatabase> {
  const database = await aDatabase();
  const destination = postgresDestination(database.settings);
  const delivered = { lake: 'a', lakeName: './lake', job: 'events', table: events };
  await destination.prepare([delivered]);
  for (const [period, batch] of Object.entries(eventRows)) {
    const batches = async function* (): AsyncGenerator<Batch> {
      yield batch;
    };
    const sha256 = period;
    await destination.deliver(delivered, [
      { period: parsePeriod(period), sha256, rows: 1, batches },
    ]);
  }
  await destination.close();
  return database;
}

engineContract('PostgreSQL', async () => postgresEngine((await withEvents()).settings), {
  partitionColumns: 'a table of a database has exactly the columns that are declared',
});

describe('PostgreSQL', () => {
  it('returns values as other engines do', async () => {
    const engine = await opened();

    const { columns, rows } = await collect(
      await engine.query({
        sql: `SELECT 9007199254740993 AS wide, CAST(1.50 AS decimal(9, 2)) AS price, true AS yes,
          TIMESTAMP '2026-11-20 13:00:00.500' AS at, DATE '1969-12-31' AS day, CAST(NULL AS text) AS nothing,
          CAST('NaN' AS double precision) AS nan`,
      }),
    );

    expect(columns).toEqual(['wide', 'price', 'yes', 'at', 'day', 'nothing', 'nan']);
    expect(rows).toEqual([
      ['9007199254740993', '1.50', true, '2026-11-20 13:00:00.500', '1969-12-31', null, 'NaN'],
    ]);
  });

  it('writes CSV itself, with the same values and in the same order', async () => {
    const engine = await opened();

    const answer = await engine.query({
      sql: `SELECT name, CAST(paid AS decimal(9, 2)), born < DATE '1970-01-01', CAST('' AS text), NULL, 'a;"b',
          seen_at, TIME '13:00:00.5'
        FROM events ORDER BY id DESC; -- end`,
    });
    const pieces: Uint8Array[] = [];
    for await (const piece of answer.csv?.(';') ?? []) pieces.push(piece);

    expect(Buffer.concat(pieces).toString()).toBe(
      'João;2.00;false;;;"a;""b";2026-11-20 14:30:00.000;13:00:00.500\n' +
        'Ana;1.50;true;;;"a;""b";2026-11-20 13:00:00.500;13:00:00.500\n',
    );
  });

  it.each([
    'WITH gone AS (DELETE FROM events RETURNING id) SELECT id FROM gone',
    'SELECT id INTO others FROM events',
    "SELECT nextval('a_sequence')",
    'SELECT id FROM events FOR UPDATE',
  ])('changes nothing: %s', async (sql) => {
    const database = await withEvents();
    await database.ask('CREATE SEQUENCE a_sequence');
    const engine = postgresEngine(database.settings);

    const asking = engine.query({ sql }).then(collect);

    await expect(asking).rejects.toThrow(/^Expected the statement to be/);
    await engine.close();

    expect(await database.ask('SELECT count(*) FROM events')).toEqual([['2']]);
    expect(await database.ask('SELECT last_value, is_called FROM a_sequence')).toEqual([
      ['1', 'f'],
    ]);
  });

  it('says which tables there are when one is not', async () => {
    const engine = await opened();

    await expect(engine.query({ sql: 'SELECT 1 FROM movimento' })).rejects.toThrow(
      'got relation "movimento" does not exist (42P01). Correct the statement. The database has the tables of the jobs that were delivered to it',
    );
  });

  it.each(['rows', 'csv'] as const)(
    'ends a query that is cancelled while it makes %s',
    async (kind) => {
      const engine = await opened();
      const ending = new AbortController();
      const sql = 'SELECT pg_sleep(1) FROM generate_series(1, 1000)';

      const answer = await engine.query({ sql }, { signal: ending.signal });
      setTimeout(() => ending.abort(), 50);
      const reading = (async () => {
        for await (const _ of kind === 'rows' ? answer.rows : (answer.csv?.(',') ?? []));
      })();

      await expect(reading).rejects.toThrow(/an interruption/);
    },
  );

  it('leaves no session behind, whatever is done with an answer', async () => {
    const database = await withEvents();
    const engine = postgresEngine(database.settings);
    const answers = await Promise.all(
      [1, 2, 3].map(() => engine.query({ sql: 'SELECT * FROM generate_series(1, 100000)' })),
    );
    for await (const _ of answers[0]?.rows ?? []) break;
    for await (const _ of answers[1]?.csv?.(',') ?? []) break;

    await engine.close();

    await expect
      .poll(() =>
        database.ask(
          "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'",
        ),
      )
      .toEqual([['0']]);
  });
});

async function opened(): Promise<Engine> {
  const engine = postgresEngine((await withEvents()).settings);
  onTestFinished(() => engine.close());
  return engine;
}
