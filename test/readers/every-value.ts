import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { columnTypeOf } from '../../lib/columns/column-types.ts';
import { accountHours } from '../../lib/generate/accounts/account-hours.ts';
import { type Batch, valueAt } from '../../lib/model/batch.ts';
import { formatDay } from '../../lib/model/calendar-date.ts';
import { randomStream } from '../../lib/model/keyed-random.ts';
import { parseHour } from '../../lib/model/period.ts';
import type { Column, Table } from '../../lib/model/table.ts';
import { accounts } from '../../lib/tables/accounts.ts';
import { settingsOf } from '../generate/accounts/some-accounts.ts';
import { encodeInMemory } from '../parquet/encode-in-memory.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const ROWS = 1500;

type ColumnKind = Pick<Column, 'type' | 'precision' | 'scale'>;

const kinds: readonly ColumnKind[] = [
  ...(
    ['string', 'integer', 'double', 'boolean', 'date', 'timestamp', 'bytes', 'json'] as const
  ).map((type) => ({ type })),
  { type: 'decimal', precision: 9, scale: 2 },
  { type: 'decimal', precision: 18, scale: 4 },
  { type: 'decimal', precision: 38, scale: 10 },
];

/** One column of every type, required and nullable. */
export const everyType: Table = {
  name: 't',
  description: '',
  columns: kinds.flatMap((kind, index) =>
    [false, true].map((nullable) => ({
      ...kind,
      name: `c${index}${nullable ? '_nullable' : ''}`,
      nullable,
      description: '',
      example: '',
      statistics: true,
    })),
  ),
};

/** Rows of every type, extremes among them. */
export function rowsOfEveryType(): Batch {
  const stream = randomStream('every type');
  const columns = everyType.columns.map((column, index) => {
    const values = Array.from({ length: ROWS }, (_, row) => {
      if (column.nullable && stream.uint32(row * 31 + index) % 4 === 0) return null;
      return someValue(column, row, stream.uint32(row));
    });
    return [column.name, values];
  });
  return Object.fromEntries(columns);
}

function someValue({ type, precision = 1 }: Column, row: number, draw: number) {
  const first = row === 0;
  switch (type) {
    case 'string':
      return ['', 'São Paulo', '😀', `text ${draw}`][draw % 4] as string;
    case 'integer':
      return first ? 2n ** 63n - 1n : row === 1 ? -(2n ** 63n) : draw - 2 ** 31;
    case 'double':
      return first ? Number.MAX_VALUE : row === 1 ? -0 : draw / 3;
    case 'boolean':
      return draw % 3 === 0;
    case 'date':
      return (draw % 40_000) - 20_000;
    case 'timestamp':
      return (draw - 2 ** 31) * 1000 + row;
    case 'bytes':
      return Uint8Array.of(draw, 0, 255);
    case 'json':
      // ClickHouse puts the names in order.
      return JSON.stringify({ list: [draw], row, text: 'é' });
    case 'decimal':
      return first ? 10n ** BigInt(precision) - 1n : BigInt(draw >> 4);
  }
}

/** Writes a file, and returns its path and each row as `read_values.py` spells it. */
export async function fileWithValues(kind: 'every type' | 'accounts') {
  const path = join(await temporaryFolder(), 'values.parquet');
  const [table, batches] =
    kind === 'accounts'
      ? [accounts as Table, await someAccounts()]
      : [everyType, [rowsOfEveryType()]];
  await writeFile(path, (await encodeInMemory(table, batches)).bytes);
  return { path, spelled: batches.flatMap((batch) => spelledRows(table, batch)) };
}

async function someAccounts(): Promise<Batch[]> {
  const batches: Batch[] = [];
  const made = accountHours(settingsOf({ 'accounts-per-hour': 2000 }))(parseHour('2026-11-20T13'));
  for await (const batch of made) batches.push(batch);
  return batches;
}

function spelledRows(table: Table, batch: Batch): string[] {
  const { length } = batch[table.columns[0]?.name ?? ''] ?? [];
  return Array.from({ length }, (_, row) =>
    table.columns.map((column) => spelled(column, valueAt(batch[column.name], row))).join(' '),
  );
}

function spelled(column: Column, value: ReturnType<typeof valueAt>): string {
  if (value === null || value === undefined) return 'null';
  switch (column.type) {
    case 'boolean':
      return String(value);
    case 'double':
      return float(Number(value));
    case 'decimal':
      return String(columnTypeOf(column).rowValue(value));
    case 'date':
      return hex(formatDay(Number(value)));
    case 'timestamp':
      return new Date(Number(value)).toISOString().slice(0, -1);
    default:
      return hex(value instanceof Uint8Array ? value : String(value));
  }
}

function float(number: number): string {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(number);
  return bytes.toString('hex');
}

function hex(value: string | Uint8Array): string {
  return Buffer.from(value as string).toString('hex');
}

/** Every row of a file as a reader gives it. */
export async function readBy(reader: string, path: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)(
    'python3',
    ['test/readers/read_values.py', reader, path],
    {
      env: { ...process.env, TZ: 'America/Sao_Paulo', SPARK_LOCAL_IP: '127.0.0.1' },
      maxBuffer: 100 * 1024 ** 2,
    },
  );
  return stdout.trimEnd().split('\n');
}
