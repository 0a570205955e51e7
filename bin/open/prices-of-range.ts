import { takeInventory } from '../../lib/lake/inventory.ts';
import type { Job } from '../../lib/model/job.ts';
import { isTimed } from '../../lib/model/period.ts';
import type { RangePrice } from '../ask-price.ts';
import type { Context } from '../context.ts';
import type { LandOptions, Wanted } from '../land-jobs.ts';
import { openLake } from './open-lake.ts';

/** Whose periods are priced. */
export interface ToPrice {
  readonly jobs: readonly Job[];
  /** The periods that are wanted of a job. */
  readonly wantedOf: (job: Job) => Wanted;
}

/**
 * What BigQuery would read for the wanted periods that are missing, job by job, and what that costs. Nothing
 * is read.
 *
 * @returns a price for each job that reads something
 * @throws InputError when no billing project is named; also what opening the lake and asking BigQuery throw.
 */
export async function pricesOfRange(
  context: Context,
  options: LandOptions,
  { jobs, wantedOf }: ToPrice,
): Promise<readonly RangePrice[]> {
  const reading = jobs.filter(({ captures }) => captures === 'external');
  if (reading.length === 0) return [];
  const { questionOf } = await import('../../lib/capture/bigquery/asking-source.ts');
  const { pricesOf } = await import('../../lib/capture/bigquery/query/price-of-periods.ts');
  const { limited, openQueries } = await import('./open-bigquery-source.ts');
  const { store, lake } = await openLake(context, options);
  const prices: RangePrice[] = [];
  for (const job of reading) {
    const question = questionOf((await lake.open(job)).source);
    const landed = new Set((await takeInventory(store, job)).landed);
    const missing = wantedOf(job).wanted.filter((each) => isTimed(each) && !landed.has(each));
    if (question === undefined || missing.length === 0 || job.grain === 'file') continue;
    const requests = await openQueries(context, options, question);
    const { signal } = context;
    const asked = limited(question, options);
    const priced = await pricesOf(asked, missing, { requests, signal });
    const { from: table, mostBytes } = asked;
    prices.push({ job: job.name, table, grain: job.grain, prices: priced, mostBytes });
  }
  return prices;
}
