import { type Contract, openContract } from '../contract/contract.ts';
import { isRecord } from '../model/is-record.ts';
import type { Job } from '../model/job.ts';
import { withoutLineage } from '../tables/lineage.ts';

/** What the rows of a job have to keep to, and where the outside has their columns. */
export interface JobContract {
  /** Covers the columns that are read from outside. For a job without a contract it declares nothing. */
  readonly contract: Contract;
  /** Paths of columns that lie deeper in a record, by column: `{ city: 'address.city' }`. */
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * Opens the contract of a job: `contract` and `fields` of the data of its source, whatever kind it is.
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
    contract: openContract(own, isRecord(data.contract) ? data.contract : {}),
    fields: Object.fromEntries(fields.filter(isPath)),
  };
}

function isPath(field: [string, unknown]): field is [string, string] {
  return typeof field[1] === 'string';
}
