import type { Contract } from '../../../contract/contract.ts';
import { columnFinder } from '../../../contract/find-column.ts';
import { CaptureError } from '../../../errors.ts';
import { CellFault, type RawRows, type RawValue } from '../../../model/raw-rows.ts';
import { type JsonObject, memberAt } from '../pages/member-at.ts';

/** An object of an answer that becomes a row. */
export interface PlacedRecord {
  readonly record: JsonObject;
  /** Its number in the capture, from 1. */
  readonly position: number;
  /** Columns from the records above it. */
  readonly include: JsonObject;
}

/** How records become rows. */
export interface ColumnRules {
  readonly contract: Contract;
  /** Paths of columns that lie deeper in the record, by column. */
  readonly fields: Readonly<Record<string, string>>;
}

/** In place of either value. */
const TWICE = new CellFault('', 'two members for one column');

/**
 * Prepares to map records to the columns of a contract. Each record is mapped on its own, so that it does
 * not matter which ones are mapped together.
 *
 * @returns called with records. Throws CaptureError when one has a further member and the contract does
 *   not allow it.
 * @example
 * const contract = openContract({ name: 't', description: '', columns: [{ name: 'city', type: 'string' }] })
 * recordColumns({ contract, fields: { city: 'address.city' } })([{ record: { address: { city: 'Natal' } }, position: 4, include: {} }]) // => { length: 1, names: ['city'], columns: [['Natal']], positions: [4] }
 */
export function recordColumns({
  contract,
  fields,
}: ColumnRules): (records: readonly PlacedRecord[]) => RawRows {
  const columnOf = columnFinder(contract);
  const names = contract.columns.map(({ names: [name = ''] }) => name);
  const deeper = Object.entries(fields).map(([name, path]) => ({ column: columnOf(name), path }));
  const known = new Set(deeper.map(({ path }) => path.split('.', 1)[0]));
  const refusesUnknown = contract.unknown === 'fail';

  return (records) => {
    const columns = names.map((): RawValue[] => new Array<null>(records.length).fill(null));
    // The last row of each column that a member of its record has filled.
    const filled = new Int32Array(names.length).fill(-1);

    function putMembers({ record, position }: PlacedRecord, row: number): void {
      for (const name of Object.keys(record)) {
        const column = columnOf(name);
        const values = columns[column];
        if (values !== undefined) {
          values[row] = filled[column] === row ? TWICE : (record[name] ?? null);
          filled[column] = row;
        } else if (refusesUnknown && !known.has(name))
          throw unknownMember(contract, name, position);
      }
    }

    function put(column: number, row: number, value: RawValue): void {
      const values = columns[column];
      if (values !== undefined) values[row] = value;
    }

    for (const [row, placed] of records.entries()) {
      putMembers(placed, row);
      for (const { column, path } of deeper)
        put(column, row, memberAt(placed.record, path) ?? null);
      for (const name of Object.keys(placed.include)) {
        put(columnOf(name), row, placed.include[name] ?? null);
      }
    }
    const positions = records.map(({ position }) => position);
    return { length: records.length, names, columns, positions };
  };
}

function unknownMember({ table }: Contract, name: string, position: number): CaptureError {
  return new CaptureError({
    expected: `each record to have columns of ${table.name} only`,
    got: `a member ${JSON.stringify(name)} in record ${position}`,
    advice: 'Add the column to the table, or let the contract report unknown columns.',
  });
}
