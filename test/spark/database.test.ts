import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { postgresDestination } from '../../lib/destinations/postgres-destination.ts';
import { duckDbEngine } from '../../lib/engines/duckdb-engine.ts';
import { postgresEngine } from '../../lib/engines/postgres-engine.ts';
import { findSavedQuery, readSavedQueries } from '../../lib/engines/saved-query.ts';
import { type Batch, rowCount } from '../../lib/model/batch.ts';
import { parsePeriod } from '../../lib/model/period.ts';
import { cooperativeRows, cooperativeTables, landedCooperative } from '../engines/a-cooperative.ts';
import { tablesOf } from '../engines/landed-events.ts';
import { type ADatabase, aDatabase } from '../postgres/a-database.ts';
import { PASSWORD } from '../postgres/a-server.ts';
import { hourlake } from '../run-hourlake.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { csvOfEngine, csvOfParts } from './csv-of-parts.ts';
import { jdbcDriver, sparkEnvironment, sparkHome } from './installed-spark.ts';

describe('hourlake query --engine spark --db', () => {
  it('gives the flat table as PostgreSQL and DuckDB do, and shows the password nowhere', async () => {
    const { database, folder, run } = await aCooperative();
    const flat = findSavedQuery(await readSavedQueries('queries'), 'movimento-flat');
    const landed = tablesOf(...(await landedCooperative(folder)));

    const { code, stdout, stderr } = await run([
      ...['movimento-flat', '--out', 'flat'],
      ...['--spark-conf', `spark.jars=${await jdbcDriver()}`],
    ]);

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^movimento-flat: 1 file, \d+ B in flat\n$/);
    const written = await csvOfParts(join(folder, 'flat'));
    expect(written.split('\n')).toHaveLength(7);
    expect(written).toBe(await csvOfEngine(postgresEngine(database.settings), flat));
    expect(written).toBe(await csvOfEngine(duckDbEngine(landed), flat));
  });

  it('says how to get the driver, and leaves nothing behind', async () => {
    const { folder, run } = await aCooperative();

    const { code, stderr } = await run(['movimento-flat', '--out', 'flat']);

    expect(code).toBe(1);
    expect(stderr).toContain('set spark.jars.packages to org.postgresql:postgresql');
    expect(await readdir(folder)).toEqual([]);
  });

  it('says what is wrong with the database before Spark starts', async () => {
    const { run, database } = await aCooperative();

    const { code, stderr } = await run(['movimento-flat', '--out', 'flat', '--spark-home', 'no'], {
      db: database.url.replace(/\/[^/]*$/, '/no_such_database'),
    });

    expect(code).toBe(1);
    expect(stderr).toContain('no_such_database');
    expect(inspect(stderr)).not.toContain(PASSWORD);
  });
});

/** A database with a cooperative, and a command that asks it with Spark. */
async function aCooperative() {
  const database = await aDatabase();
  await deliver(database);
  const folder = await temporaryFolder();
  const home = await sparkHome();
  const withoutPassword = (url: string) => url.replace(`:${PASSWORD}`, '');
  return {
    database,
    folder,
    run: (words: readonly string[], { db = database.url } = {}) =>
      hourlake(
        [
          ...['query', ...words, '--engine', 'spark', '--master', 'local[2]'],
          ...['--db', `${withoutPassword(db)}?sslmode=disable`],
          ...['--spark-conf', 'spark.ui.enabled=false'],
        ],
        {
          cwd: folder,
          env: { ...defined(sparkEnvironment(home)), PGPASSWORD: PASSWORD, TMPDIR: folder },
        },
      ),
  };
}

async function deliver({ settings }: ADatabase): Promise<void> {
  const destination = postgresDestination(settings);
  const jobs = cooperativeTables.map((table) => ({
    lake: 'a',
    lakeName: './lake',
    job: table.name,
    table,
  }));
  await destination.prepare(jobs);
  for (const job of jobs) {
    const rows = cooperativeRows[job.table.name] ?? {};
    const batches = async function* (): AsyncGenerator<Batch> {
      yield rows;
    };
    const period = parsePeriod('2026-11-20T13');
    await destination.deliver(job, [
      { period, sha256: job.job, rows: rowCount(job.table, rows), batches },
    ]);
  }
  await destination.close();
}

function defined(environment: Readonly<Record<string, string | undefined>>) {
  const entries = Object.entries(environment).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return Object.fromEntries(entries);
}
