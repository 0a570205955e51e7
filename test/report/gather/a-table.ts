import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DuckDb } from '../../../lib/duckdb/duckdb.ts';
import { sqlText } from '../../../lib/duckdb/sql-text.ts';
import { objectKey } from '../../../lib/lake/object-key.ts';
import type { Gates } from '../../../lib/model/gates.ts';
import type { Job } from '../../../lib/model/job.ts';
import { type Period, parsePeriod } from '../../../lib/model/period.ts';
import type { Column, ColumnType, Table } from '../../../lib/model/table.ts';
import { LakeTables } from '../../../lib/report/gather/lake-tables.ts';
import type { PeriodFact } from '../../../lib/report/report-facts.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

/** A table whose rows DuckDB writes: values that no source of this project makes. */
export interface TableByHand extends Partial<Omit<Table, 'columns'>> {
  readonly columns: Readonly<Record<string, ColumnType>>;
  /** SELECT that returns the rows of a period. */
  readonly rows: Readonly<Record<string, string>>;
  readonly gates?: Gates;
  readonly nullable?: readonly string[];
}

/** A daily job over such a table, and its rows. */
export interface LandedByHand {
  readonly tables: LakeTables;
  readonly job: Job;
  readonly periods: readonly PeriodFact[];
  readonly files: readonly string[];
}

/** Writes the tables of daily jobs into one temporary lake, and opens it; the first one is returned. */
export async function landedByHand(...some: readonly TableByHand[]): Promise<LandedByHand> {
  const folder = await temporaryFolder();
  const written = await Promise.all(some.map((each) => write(folder, each)));
  const [first] = written;
  if (first === undefined) throw new Error('Expected a table.');
  const tables = new LakeTables({
    listed: new Map(),
    duckDb: {},
    signal: undefined,
    tables: {
      names: written.map(({ job }) => job.table.name),
      async find(name) {
        const found = written.find(({ job }) => job.table.name === name);
        return {
          table: found?.job.table ?? first.job.table,
          grain: 'day',
          files: found?.files ?? [],
        };
      },
    },
  });
  return { ...first, tables };
}

async function write(
  folder: string,
  { columns, rows, gates, nullable = [], name = 'people', ...table }: TableByHand,
): Promise<Omit<LandedByHand, 'tables'>> {
  const job: Job = {
    name,
    grain: 'day',
    layer: 'landing',
    source: { kind: 'by-hand' },
    table: {
      description: '',
      ...table,
      name,
      columns: Object.entries(columns).map(([column, type]) => columnOf(column, type, nullable)),
    },
    ...(gates === undefined ? {} : { gates }),
  };
  const database = await DuckDb.open({});
  const files: string[] = [];
  const periods: PeriodFact[] = [];
  for (const [text, sql] of Object.entries(rows)) {
    const period: Period = parsePeriod(text);
    const file = join(folder, objectKey(job, period));
    await mkdir(dirname(file), { recursive: true });
    const count = await database.run(`COPY (${sql}) TO ${sqlText(file)} (FORMAT parquet)`);
    files.push(file);
    periods.push({ period, state: 'landed', rows: count, bytes: 1 });
  }
  database.close();
  return { job, files, periods };
}

function columnOf(name: string, type: ColumnType, nullable: readonly string[]): Column {
  const digits = type === 'decimal' ? { precision: 10, scale: 2 } : {};
  const column = { name, type, description: '', example: '', statistics: false, ...digits };
  return nullable.includes(name) ? { ...column, nullable: true } : column;
}
