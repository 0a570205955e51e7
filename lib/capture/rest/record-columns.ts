import { comparableName } from '../../contract/comparable-name.ts';
import type { Contract } from '../../contract/contract.ts';
import { CaptureError } from '../../errors.ts';
import { CellFault, type RawRows, type RawValue } from '../../model/raw-rows.ts';
import { type JsonObject, memberAt } from './member-at.ts';

/** An object of an answer that becomes a row. */
export interface PlacedRecord {
  readonly record: JsonObject;
  /** Its number in the capture, from 1. */
  readonly position: number;
}

/** How records become rows. */
export interface ColumnRules {
  readonly contract: Contract;
  /** Paths of columns that lie deeper in the record, by column. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Most names in the cache: records that are maps may each have other names. */
const MOST_NAMES = 10_000;

/** In place of either value. */
const TWICE = new CellFault('', 'two members for one column');

/**
 * Prepares to map records to the columns of a contract. Each record is mapped on its own, so that the result
 * does not depend on how records are cut into pages.
 *
 * @returns called with records, and with the columns from the records of their parents. Throws CaptureError
 *   when a record has an unknown member and the contract forbids it.
 * @example
 * const contract = openContract({ name: 't', description: '', columns: [{ name: 'city', type: 'string' }] })
 * recordColumns({ contract, fields: { city: 'address.city' } })([{ record: { address: { city: 'Natal' } }, position: 4 }], {}) // => { length: 1, names: ['city'], columns: [['Natal']], positions: [4] }
 */
export function recordColumns({
  contract,
  fields,
}: ColumnRules): (records: readonly PlacedRecord[], include: JsonObject) => RawRows {
  const columnOf = columnFinder(contract);
  const names = contract.columns.map(({ names: [name = ''] }) => name);
  const deeper = Object.entries(fields).map(([name, path]) => ({ column: columnOf(name), path }));
  const known = new Set(deeper.map(({ path }) => path.split('.', 1)[0]));
  const refusesUnknown = contract.unknown === 'fail';

  function cellsOf({ record, position }: PlacedRecord): Map<number, RawValue> {
    const cells = new Map<number, RawValue>();
    for (const [name, value] of Object.entries(record)) {
      const column = columnOf(name);
      if (column >= 0) cells.set(column, cells.has(column) ? TWICE : value);
      else if (refusesUnknown && !known.has(name)) throw unknownMember(contract, name, position);
    }
    for (const { column, path } of deeper) cells.set(column, memberAt(record, path) ?? null);
    return cells;
  }

  return (records, include) => {
    const columns = names.map((): RawValue[] => new Array<null>(records.length).fill(null));
    for (const [row, placed] of records.entries()) {
      for (const [column, value] of cellsOf(placed)) (columns[column] ?? [])[row] = value;
    }
    for (const [name, value] of Object.entries(include)) columns[columnOf(name)]?.fill(value);
    const positions = records.map(({ position }) => position);
    return { length: records.length, names, columns, positions };
  };
}

/** Finds the index of a member's column; -1 when it has none. */
function columnFinder({ columns }: Contract): (name: string) => number {
  const found = new Map<string, number>();
  return (name) => {
    const known = found.get(name);
    if (known !== undefined) return known;
    const comparable = comparableName(name);
    const column = columns.findIndex(({ names }) => names.includes(comparable));
    if (found.size < MOST_NAMES) found.set(name, column);
    return column;
  };
}

function unknownMember({ table }: Contract, name: string, position: number): CaptureError {
  return new CaptureError({
    expected: `each record to have columns of ${table.name} only`,
    got: `a member ${JSON.stringify(name)} in record ${position}`,
    advice: 'Add the column to the table, or let the contract report unknown columns.',
  });
}
