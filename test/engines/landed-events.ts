import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { LandedTable, LandedTables } from '../../lib/catalog/local-catalog.ts';
import { objectKey } from '../../lib/lake/object-key.ts';
import type { Batch } from '../../lib/model/batch.ts';
import { grainOf, type Period, parsePeriod } from '../../lib/model/period.ts';
import type { Table } from '../../lib/model/table.ts';
import { encodeInMemory } from '../parquet/encode-in-memory.ts';
import { tableOf } from '../parquet/table-of.ts';

/** The table that the contract of an engine asks. */
export const events: Table = {
  ...tableOf({ id: 'integer', seen_at: 'timestamp', born: 'date', name: 'string', paid: 'double' }),
  name: 'events',
};

/** Its rows, by period. */
export const eventRows: Readonly<Record<string, Batch>> = {
  '2026-11-20T13': {
    id: [1],
    seen_at: [Date.parse('2026-11-20T13:00:00.500Z')],
    born: [-1],
    name: ['Ana'],
    paid: [1.5],
  },
  '2026-11-20T14': {
    id: [2],
    seen_at: [Date.parse('2026-11-20T14:30:00Z')],
    born: [11_016],
    name: ['João'],
    paid: [2],
  },
};

/** Writes the files of a table below a folder. */
export async function landed(
  folder: string,
  rows: Readonly<Record<string, Batch>> = eventRows,
  table: Table = events,
): Promise<LandedTable> {
  const periods = Object.keys(rows).map(parsePeriod);
  const files = await Promise.all(
    periods.map((period) => landedFile(folder, table, period, rows[period] ?? {})),
  );
  return { table, grain: periods[0] === undefined ? 'hour' : grainOf(periods[0]), files };
}

/** A lake with these tables. */
export function tablesOf(...tables: readonly LandedTable[]): LandedTables {
  return {
    names: tables.map(({ table }) => table.name),
    async find(name) {
      const found = tables.find(({ table }) => table.name === name);
      if (found === undefined) throw new Error(`No table ${name}`);
      return found;
    },
  };
}

async function landedFile(
  folder: string,
  table: Table,
  period: Period,
  batch: Batch,
): Promise<string> {
  const file = join(folder, objectKey({ name: table.name, layer: 'landing' }, period));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, (await encodeInMemory(table, [batch])).bytes);
  return file;
}
