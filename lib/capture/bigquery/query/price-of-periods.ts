import pMap from 'p-map';
import type { QueryRequests } from '../../../gcp/query-requests.ts';
import type { TimedPeriod } from '../../../model/period.ts';
import type { BigQueryQuestion } from '../bigquery-question.ts';
import { type Price, priceOf } from './price.ts';
import { queryOf } from './query-text.ts';

/** What a period is billed at most. */
export interface PeriodPrice {
  readonly period: TimedPeriod;
  readonly price: Price;
}

/** What the periods of a range are billed at most. */
export interface PeriodPrices {
  /** Sum over all periods. */
  readonly total: Price;
  /** In the order in which they were asked for. */
  readonly periods: readonly PeriodPrice[];
}

/** How periods are priced. */
export interface PricingOptions {
  readonly requests: Pick<QueryRequests, 'dryRun'>;
  /** Dry runs at once. Default: 4. */
  readonly concurrency?: number;
  /** Ends early. The periods that were not priced are left out. */
  readonly signal?: AbortSignal | undefined;
}

const CONCURRENCY = 4;

/**
 * What some periods are billed at most, by dry runs: no query runs, and nothing is billed. BigQuery may
 * bill less: for a table that is clustered by a field of `where`, for a period that another run has asked
 * for in the last 24 hours.
 *
 * @throws DatabaseError when BigQuery cannot be asked.
 */
export async function pricesOf(
  question: BigQueryQuestion,
  periods: readonly TimedPeriod[],
  { requests, concurrency = CONCURRENCY, signal }: PricingOptions,
): Promise<PeriodPrices> {
  const priced = await pMap(
    periods,
    async (period): Promise<readonly PeriodPrice[]> => {
      if (signal?.aborted) return [];
      const bytes = await requests.dryRun(queryOf(question, period));
      return [{ period, price: priceOf(bytes, question.dollarsPerTib) }];
    },
    { concurrency },
  );
  const found = priced.flat();
  return { total: sumOf(found), periods: found };
}

function sumOf(periods: readonly PeriodPrice[]): Price {
  return periods.reduce(
    (sum, { price }) => ({ bytes: sum.bytes + price.bytes, dollars: sum.dollars + price.dollars }),
    { bytes: 0, dollars: 0 },
  );
}
