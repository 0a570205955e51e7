import type { QueryRequests } from '../../gcp/query-requests.ts';
import type { TimedPeriod } from '../../model/period.ts';
import type { BigQueryQuestion } from './bigquery-question.ts';
import type { Price } from './price.ts';

/** What the periods of a range take. */
export interface PeriodPrices {
  /** Of all periods together, at most. */
  readonly total: Price;
  /** Of each period, in the order in which they were asked for. */
  readonly periods: readonly { readonly period: TimedPeriod; readonly price: Price }[];
}

/** How periods are priced. */
export interface PricingOptions {
  readonly requests: QueryRequests;
  /** Dry runs at once. Default: 4. */
  readonly concurrency?: number;
  readonly signal?: AbortSignal | undefined;
}

/** What some periods would be billed at most, by dry runs: nothing runs, and nothing is billed. */
export async function pricesOf(
  _question: BigQueryQuestion,
  _periods: readonly TimedPeriod[],
  _options: PricingOptions,
): Promise<PeriodPrices> {
  throw new TypeError('Not written yet');
}
