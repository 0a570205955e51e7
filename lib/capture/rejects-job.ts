import { rejectsTable } from '../contract/rejects-table.ts';
import { type Job, REJECTS_SUFFIX } from '../model/job.ts';

/**
 * The job of the rows that do not fit the contract of another job. It is on when the other one is.
 *
 * @param options.kind kind of its source, such as `sheet-rejects`
 * @example
 * const table = { name: 'trips', description: '', columns: [] }
 * rejectsJobOf({ name: 'trips', table, grain: 'day', on: true }, { kind: 'rest-rejects' }).name // => 'trips-rejects'
 */
export function rejectsJobOf(
  { name, table, grain, on }: Pick<Job, 'name' | 'table' | 'grain'> & { readonly on: boolean },
  { kind }: { readonly kind: string },
): Job {
  return {
    name: `${name}${REJECTS_SUFFIX}`,
    table: rejectsTable(table),
    grain,
    layer: 'rejects',
    source: { kind },
    inputs: [name],
    on,
  };
}
