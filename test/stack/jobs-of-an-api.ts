import { jobs } from '../../jobs/index.ts';
import { rejectsTable } from '../../lib/contract/rejects-table.ts';
import type { Job } from '../../lib/model/job.ts';
import { tableOf } from '../parquet/table-of.ts';

/** A job that captures the days of an API. */
export const orders: Job = {
  name: 'orders',
  table: { ...tableOf({ a: 'string' }), name: 'orders' },
  grain: 'day',
  layer: 'landing',
  source: { kind: 'an-api' },
  captures: 'snapshot',
  on: false,
};

/** The rows of the API that do not fit. */
export const ordersRejects: Job = {
  name: 'orders-rejects',
  table: rejectsTable(orders.table),
  grain: 'day',
  layer: 'rejects',
  source: { kind: 'an-api' },
  inputs: ['orders'],
  on: false,
};

/** The jobs of `jobs/`, and those of an API, which are off. */
export const jobsOfAnApi: readonly Job[] = [...jobs, orders, ordersRejects];

/**
 * The same with a job of the API that says something else as well.
 *
 * @param more of the job: `{ secrets: ['aws:orders'] }`
 */
export function jobsOfAnApiWith(more: Partial<Job>): readonly Job[] {
  return jobsOfAnApi.map((job) => (job === orders ? { ...orders, ...more } : job));
}
