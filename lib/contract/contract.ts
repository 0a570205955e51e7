import type { InputError } from '../errors.ts';
import { isRecord } from '../model/is-record.ts';
import { didYouMean } from '../model/nearest-name.ts';
import type { Table } from '../model/table.ts';
import { choiceProblem } from './column-options.ts';
import type { ContractData } from './contract-data.ts';
import { type ContractColumn, openColumn, wrongContract } from './open-column.ts';

/** Per cent of the rows of a capture that may be rejected, when a contract does not say it. */
export const CEILING = 10;

/** A contract that was checked against its table, ready to check rows. */
export interface Contract {
  readonly table: Table;
  /** The table's columns, in their order. */
  readonly columns: readonly ContractColumn[];
  readonly faults: 'reject' | 'fail';
  /** Most rejected rows of a capture, in per cent. */
  readonly ceiling: number;
  readonly unknown: 'report' | 'fail';
}

const options: Readonly<Record<keyof ContractData, (value: unknown) => string | undefined>> = {
  columns: (value) => (isRecord(value) ? undefined : 'an object with names of columns'),
  faults: choiceProblem('reject', 'fail'),
  ceiling: (value) =>
    typeof value === 'number' && value >= 0 && value <= 100 ? undefined : 'a number from 0 to 100',
  unknown: choiceProblem('report', 'fail'),
};

/**
 * Opens a contract.
 *
 * @param table whose columns are all read from the outside. Columns that the capture itself adds, such as
 *   the number of the row, are not among them.
 * @param data as a person wrote it in the file of a job
 * @throws InputError that names the column and the option which is not usable.
 * @example
 * openContract({ name: 't', description: '', columns: [{ name: 'DATA', type: 'date' }] }, { columns: { DATA: { reads: ['dd/mm/yyyy'] } } }).ceiling // => 10
 */
export function openContract(table: Table, data: unknown = {}): Contract {
  checkContract(table, data);
  const declared = new Map(Object.entries(data.columns ?? {}));
  const contract = {
    table,
    columns: table.columns.map((column) =>
      openColumn(
        column,
        declared.has(column.name) ? declared.get(column.name) : {},
        `columns.${column.name} of the contract of ${table.name}`,
      ),
    ),
    faults: data.faults ?? 'reject',
    ceiling: data.ceiling ?? CEILING,
    unknown: data.unknown ?? 'report',
  };
  checkNames(contract);
  return contract;
}

/** Each part is known, and has one of the values that it can have. */
function checkContract(
  { name: owner, columns }: Table,
  data: unknown,
): asserts data is ContractData {
  const place = `the contract of ${owner}`;
  if (!isRecord(data)) throw wrongContract(place, 'an object', data);
  for (const [name, value] of Object.entries(data)) {
    if (!isOption(name)) throw unknownName(place, name, Object.keys(options));
    const problem = options[name](value);
    if (problem !== undefined) throw wrongContract(`${name} of ${place}`, problem, value);
  }
  const names = columns.map(({ name }) => name);
  const declared = isRecord(data.columns) ? Object.keys(data.columns) : [];
  const unknown = declared.find((name) => !names.includes(name));
  if (unknown !== undefined) throw unknownName(`columns of ${place}`, unknown, names);
}

function isOption(name: string): name is keyof ContractData {
  return Object.hasOwn(options, name);
}

function unknownName(place: string, name: string, names: readonly string[]): InputError {
  return wrongContract(place, `an object of ${names.join(', ')}`, name, didYouMean(name, names));
}

/** A column outside is one column of the table. */
function checkNames({ table, columns }: Contract): void {
  const owners = new Map<string, string>();
  for (const { column, names } of columns) {
    for (const name of new Set(names)) {
      const owner = owners.get(name);
      if (owner !== undefined) {
        throw wrongContract(
          `columns.${column.name}.from of the contract of ${table.name}`,
          `other names than those of ${owner}`,
          name,
        );
      }
      owners.set(name, column.name);
    }
  }
}
