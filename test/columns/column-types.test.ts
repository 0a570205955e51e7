import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkBatch } from '../../lib/columns/check-batch.ts';
import { numberExtremes } from '../../lib/columns/column-extremes.ts';
import type { ColumnTypeRules } from '../../lib/columns/column-type-rules.ts';
import { type ColumnTypeEntry, columnTypes } from '../../lib/columns/column-types.ts';
import { present } from '../../lib/columns/copy-fields.ts';
import { plainInt32s } from '../../lib/columns/plain-encoding.ts';
import { rows } from '../../lib/columns/rows.ts';
import { duckDbEngine } from '../../lib/engines/duckdb-engine.ts';
import { collect } from '../../lib/engines/engine.ts';
import type { ColumnType } from '../../lib/model/table.ts';
import { declaredForm } from '../../lib/postgres/table-form.ts';
import { glueTable } from '../../lib/stack/glue-table.ts';
import { tablesOf } from '../engines/landed-events.ts';
import { encodeInMemory } from '../parquet/encode-in-memory.ts';
import { tableOf } from '../parquet/table-of.ts';
import { askDuckDb, footerByHyparquet } from '../read-parquet.ts';
import { temporaryFolder } from '../temporary-folder.ts';

describe('the column types', () => {
  it('are one file each, of the name of the type', () => {
    const files = readdirSync('lib/columns');

    expect(files).toEqual(
      expect.arrayContaining(Object.keys(columnTypes).map((name) => `${name}.ts`)),
    );
  });

  it('are told apart only in their own files', () => {
    const names = Object.keys(columnTypes).join('|');
    const asks = new RegExp(`(\\btype [!=]== |\\bcase )'(${names})'`);
    // A generator knows the columns of its own tables. Athena and schemas of other systems have types of
    // the same names, and output and files have a format of the same name.
    const others =
      /^(lib\/(generate|schemas)\/|lib\/engines\/athena-|bin\/(terminal\/print-answer|open\/schema-files)\.ts)/;
    const sources = ['bin', 'jobs', 'lib', 'scripts'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .map((file) => posix.join(folder, file)),
    );

    const asking = sources.filter(
      (file) => !others.test(file) && asks.test(readFileSync(file, 'utf8')),
    );

    expect(asking).toEqual([]);
    expect(asks.test("if (column.type === 'date')")).toBe(true);
    expect(asks.test("case 'timestamp':")).toBe(true);
  });
});

/** A type that the lake does not have: an ordinary file of rules, as a new type would come with. */
const yearType: ColumnTypeRules<number, string> = {
  expected: 'a year from 1 to 9999',
  accepts: (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 9999,
  rowValue: (year) => String(year).padStart(4, '0'),
  ndjson: String,
  parquet: { physical: 'INT32', repeats: true, plain: plainInt32s, extremes: numberExtremes },
  postgres: {
    type: 'integer',
    fields: (values) =>
      present(values, (out, year: number) => {
        out.int32(4);
        out.int32(year);
      }),
  },
  sql: 'integer',
  glue: 'int',
};

describe('a column type that is only listed', () => {
  const listed: Record<string, ColumnTypeEntry> = columnTypes;
  const films = tableOf({ year: 'year' as ColumnType, title: 'string' });
  const batch = { year: [1927, 2026], title: ['Metropolis', 'Ninguém'] };

  beforeAll(() => {
    listed.year = yearType;
  });

  afterAll(() => {
    delete listed.year;
  });

  it('is checked', () => {
    expect(() => checkBatch(films, batch)).not.toThrow();
    expect(() => checkBatch(films, { ...batch, year: [1927, 10_000] })).toThrow(
      /^Expected a year from 1 to 9999 in column year of table t, row 1, got an integer of 5 digits\./,
    );
  });

  it('is written to Parquet with its statistics, and read back', async () => {
    const file = join(await temporaryFolder(), 'films.parquet');
    const { bytes } = await encodeInMemory(films, [batch]);
    await writeFile(file, bytes);

    const read = await askDuckDb(`SELECT year, typeof(year), title FROM '${file}'`);
    const [column] = footerByHyparquet(bytes).row_groups[0]?.columns ?? [];

    expect(read).toEqual([
      [1927, 'INTEGER', 'Metropolis'],
      [2026, 'INTEGER', 'Ninguém'],
    ]);
    expect(column?.meta_data?.statistics).toMatchObject({
      min_value: 1927,
      max_value: 2026,
      null_count: 0n,
    });
  });

  it('becomes a value of row objects', () => {
    expect([...rows(films, { ...batch, year: [79, 2026] })].map(({ year }) => year)).toEqual([
      '0079',
      '2026',
    ]);
  });

  it('has its own name in Glue', () => {
    expect(
      glueTable(films, { grain: 'hour', location: 's3://b/p/' }).storageDescriptor,
    ).toMatchObject({
      columns: [
        { name: 'year', type: 'int' },
        { name: 'title', type: 'string' },
      ],
    });
  });

  it('has its own name in PostgreSQL', () => {
    expect([...declaredForm(films)]).toEqual([
      ['column year', 'integer NOT NULL'],
      ['column title', 'text NOT NULL'],
    ]);
  });

  it('has its own name in SQL, where the table is still empty', async () => {
    const engine = duckDbEngine(tablesOf({ table: films, grain: 'hour', files: [] }));

    const types = ['year', 'title', 'dt', 'hour'].map((name) => `typeof(any_value(${name}))`);
    const { rows: described } = await collect(
      await engine.query({ sql: `SELECT ${types.join(', ')} FROM t` }),
    );
    await engine.close();

    expect(described.flat()).toEqual(['INTEGER', 'VARCHAR', 'VARCHAR', 'VARCHAR']);
  });
});
