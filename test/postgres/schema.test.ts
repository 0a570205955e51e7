import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { hourlake } from '../run-hourlake.ts';
import { comparable, tablesOfFile } from '../schemas/read-sql.ts';
import { aDatabase } from './a-database.ts';
import { PASSWORD } from './a-server.ts';

describe('hourlake schema of a PostgreSQL database', () => {
  it('says the same as the statements that made its tables', async () => {
    const database = await aDatabase();
    await database.ask(await readFile('test/schemas/sql/shop.sql', 'utf8'));

    const run = await hourlake(['schema', database.url, '--json']);

    expect(run.code).toBe(0);
    expect(comparable(JSON.parse(run.stdout))).toEqual(comparable(await tablesOfFile('shop.sql')));
  });

  it('reads one table, or one schema, and leaves out partitions and types that are not asked for', async () => {
    const database = await aDatabase();
    await database.ask(`
      CREATE SCHEMA other; CREATE TABLE other.a (b int);
      CREATE TABLE days (at date NOT NULL) PARTITION BY RANGE (at);
      CREATE TABLE day PARTITION OF days FOR VALUES FROM ('2026-01-01') TO ('2026-01-02');
      CREATE TABLE odd (words tsvector);
      CREATE TABLE rooms (during tsrange, EXCLUDE USING gist (during WITH &&))`);
    const tablesIn = async (source: string) => {
      const { stdout } = await hourlake(['schema', source, '--json']);
      const tables: { name: string }[] = JSON.parse(stdout);
      return tables;
    };

    expect(await tablesIn(`${database.url}#days`)).toMatchObject([{ partitionedBy: ['at'] }]);
    expect(await tablesIn(`${database.url}?schema=other`)).toMatchObject([{ name: 'a' }]);
    expect(await tablesIn(`${database.url}#rooms`)).toMatchObject([
      { notes: ['An exclusion is ignored: EXCLUDE USING gist (during WITH &&)'] },
    ]);
  });

  it('names an unknown type by its column, and never the password', async () => {
    const database = await aDatabase();
    await database.ask('CREATE TABLE odd (words tsvector)');

    const run = await hourlake(['schema', database.url]);

    expect(run.code).toBe(2);
    expect(run.stderr).toContain('column odd.words to have a type of PostgreSQL');
    expect(run.stdout + run.stderr).not.toContain(PASSWORD);
  });
});
