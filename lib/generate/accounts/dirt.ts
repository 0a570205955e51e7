import { type Batch, type ColumnValues, rowCount, valueAt } from '../../model/batch.ts';
import { formatDay } from '../../model/calendar-date.ts';
import { randomStream, scale } from '../../model/keyed-random.ts';
import type { Hour } from '../../model/period.ts';
import type { Column } from '../../model/table.ts';
import { TextColumn } from '../../model/text-column.ts';
import { WordColumn } from '../../model/word-column.ts';
import { accounts } from '../../tables/accounts.ts';
import { type AccountValues, type FaultyValues, faultKinds } from './faults.ts';

/** Options of {@link plantFaults}. */
export interface DirtOptions {
  readonly seed: string;
  readonly hour: Hour;
  /** Share of accounts with a fault, 0 to 1. */
  readonly share: number;
}

/** Accounts with faults, and the ground truth of these faults. */
export interface DirtyBatch {
  /** The rows of the clean batch, in the same order and with the same ids. */
  readonly batch: Batch;
  /** Rows of the table `planted_faults`: one for each changed value. */
  readonly faults: Batch;
}

/** A fault and the account it goes into. */
interface Planted {
  /** Index of the account in its batch, from 0. */
  readonly row: number;
  readonly fault: string;
  readonly clean: AccountValues;
  readonly faulty: FaultyValues;
}

const TWO_32 = 2 ** 32;

/**
 * Plants faults in a clean batch of accounts. An account gets at most one fault, chosen uniformly
 * from those that it can have. The choice depends only on the seed, the hour and the index of the
 * account in its hour. A larger share adds faulty accounts and removes none.
 *
 * @param batch rows of `fake_accounts`; not modified
 * @param options.firstRow index in its hour of the first account of the batch. Default: 0.
 */
export function plantFaults(
  batch: Batch,
  { firstRow = 0, ...options }: DirtOptions & { readonly firstRow?: number },
): DirtyBatch {
  const planted = [...faultsIn(batch, options, firstRow)];
  return { batch: withFaults(batch, planted), faults: truthOf(planted) };
}

/** Yields the batches of an hour with faults planted in them. */
export async function* dirtyBatches(
  clean: AsyncIterable<Batch> | Iterable<Batch>,
  options: DirtOptions,
): AsyncGenerator<Batch> {
  for await (const { batch } of plantInAll(clean, options)) yield batch;
}

/**
 * Yields the ground truth of the faults from {@link dirtyBatches}, as batches of the table
 * `planted_faults`.
 */
export async function* faultBatches(
  clean: AsyncIterable<Batch> | Iterable<Batch>,
  options: DirtOptions,
): AsyncGenerator<Batch> {
  for await (const { faults } of plantInAll(clean, options)) {
    if (faults.id?.length) yield faults;
  }
}

/** Indexes in the hour continue from one batch to the next. */
async function* plantInAll(
  clean: AsyncIterable<Batch> | Iterable<Batch>,
  options: DirtOptions,
): AsyncGenerator<DirtyBatch> {
  let firstRow = 0;
  for await (const batch of clean) {
    yield plantFaults(batch, { ...options, firstRow });
    firstRow += rowCount(accounts, batch);
  }
}

function* faultsIn(
  batch: Batch,
  { seed, hour, share }: DirtOptions,
  firstRow: number,
): Generator<Planted> {
  const whether = randomStream(seed, accounts.name, 'dirt', hour);
  const which = randomStream(seed, accounts.name, 'dirt-fault', hour);
  const how = randomStream(seed, accounts.name, 'dirt-value', hour);
  const isDirty = (row: number): boolean => whether.uint32(firstRow + row) < share * TWO_32;

  const count = rowCount(accounts, batch);
  for (let row = 0; row < count; row += 1) {
    if (!isDirty(row)) continue;
    const clean = valuesOf(batch, row);
    const before = row > 0 && !isDirty(row - 1) ? valuesOf(batch, row - 1) : undefined;
    const draw = how.uint32(firstRow + row);
    const possible = faultKinds.flatMap(({ name: fault, plant }) => {
      const faulty = plant(clean, { before, draw });
      return faulty === undefined ? [] : [{ row, fault, clean, faulty }];
    });
    const chosen = possible[scale(which.uint32(firstRow + row), possible.length)];
    if (chosen !== undefined) yield chosen;
  }
}

function valuesOf(batch: Batch, row: number): AccountValues {
  const values = accounts.columns.map(({ name }) => [name, valueAt(batch[name], row)]);
  // Safe: AccountValues is derived from these same columns.
  return Object.fromEntries(values) as AccountValues;
}

function withFaults(batch: Batch, planted: readonly Planted[]): Batch {
  const faultOf = new Map(planted.map(({ row, faulty }) => [row, faulty]));
  const columns = accounts.columns.map((column): [string, ColumnValues] => {
    const value = (there: unknown, row: number): unknown =>
      faultyValue(faultOf.get(row), column) ?? there;
    const there = textsOf(batch[column.name] ?? []);
    return [
      column.name,
      column.type === 'string'
        ? Array.from<unknown, string>(there, (text, row) => String(value(text, row)))
        : Float64Array.from<unknown>(there, (number, row) => Number(value(number, row))),
    ];
  });
  return Object.fromEntries(columns);
}

/** Text as strings, because rows with a fault replace some of it. */
function textsOf(values: ColumnValues): ArrayLike<unknown> {
  return values instanceof TextColumn || values instanceof WordColumn ? [...values] : values;
}

function truthOf(planted: readonly Planted[]): Batch {
  const changes = planted.flatMap(({ fault, clean, faulty }) =>
    accounts.columns.flatMap((column) => {
      const [right, wrong] = [clean[column.name], faultyValue(faulty, column)];
      if (wrong === undefined || wrong === right) return [];
      return [{ id: clean.id, fault, column, right, wrong }];
    }),
  );
  return {
    id: changes.map(({ id }) => id),
    falha: changes.map(({ fault }) => fault),
    coluna: changes.map(({ column }) => column.name),
    valor_certo: changes.map(({ column, right }) => written(column, right)),
    valor_plantado: changes.map(({ column, wrong }) => written(column, wrong)),
  };
}

function faultyValue(
  faulty: FaultyValues | undefined,
  { name }: (typeof accounts)['columns'][number],
): string | number | undefined {
  return name === 'id' ? undefined : faulty?.[name];
}

/** Dates and times are in ISO 8601. */
function written({ type }: Column, value: string | number): string {
  if (type === 'date') return formatDay(Number(value));
  if (type === 'timestamp') return new Date(Number(value)).toISOString();
  return String(value);
}
