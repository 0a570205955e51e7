import { type Contract, openContract } from '../contract/contract.ts';
import { isRecord } from '../model/is-record.ts';
import type { Job } from '../model/job.ts';
import { withoutLineage } from '../tables/lineage.ts';
import { shapeOfRecords } from './shape-of-records.ts';

/** What the rows of a job have to keep to, and where the outside has their columns. */
export interface JobContract {
  /** Of the columns that are read from the outside. One that declares nothing for a job without a contract. */
  readonly contract: Contract;
  /** Paths of columns that lie deeper in a record, by column: `{ city: 'address.city' }`. */
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * Opens the contract of a job: `contract` and `fields` of the data of its source, whatever kind it is. What
 * `records` says of a column, as a job of BigQuery does, is its shape where the contract declares none.
 *
 * @throws InputError when the contract is not usable.
 * @example
 * const table = { name: 't', description: '', columns: [{ name: 'city', type: 'string' }] }
 * jobContract({ grain: 'day', table, source: { data: { contract: {}, fields: { city: 'address.city' } } } }).fields // => { city: 'address.city' }
 */
export function jobContract({
  table,
  grain,
  source,
}: Pick<Job, 'table' | 'grain'> & { readonly source: Pick<Job['source'], 'data'> }): JobContract {
  const data = isRecord(source.data) ? source.data : {};
  const own = grain === 'file' ? withoutLineage(table) : table;
  const fields = isRecord(data.fields) ? Object.entries(data.fields) : [];
  return {
    contract: openContract(own, contractOf(data)),
    fields: Object.fromEntries(fields.filter(isPath)),
  };
}

function contractOf(data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const contract = isRecord(data.contract) ? data.contract : {};
  if (!isRecord(data.records)) return contract;
  const columns = isRecord(contract.columns) ? contract.columns : {};
  const shaped = Object.entries(data.records).map(([name, record]) => {
    const declared = isRecord(columns[name]) ? columns[name] : {};
    return [name, { shape: shapeOfRecords(record), ...declared }];
  });
  return { ...contract, columns: { ...columns, ...Object.fromEntries(shaped) } };
}

function isPath(field: [string, unknown]): field is [string, string] {
  return typeof field[1] === 'string';
}
