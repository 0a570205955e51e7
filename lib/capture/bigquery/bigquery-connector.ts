import type { QueryRequests } from '../../gcp/query-requests.ts';
import type { TimedPeriod } from '../../model/period.ts';
import type { Connector, DueItem, FetchResult } from '../connector.ts';
import type { BigQueryQuestion } from './bigquery-question.ts';
import type { Price } from './price.ts';

/** A period of a table of BigQuery. */
export interface DueRows extends DueItem {
  readonly period: TimedPeriod;
}

/** What a connector to BigQuery needs. */
export interface BigQueryConnectorOptions {
  readonly question: BigQueryQuestion;
  readonly requests: QueryRequests;
  /** Waits some milliseconds before BigQuery is asked again how far a query has come. */
  readonly sleep: (milliseconds: number) => Promise<unknown>;
  /** Ends waiting early: the query goes on, and a later run finds it. */
  readonly signal?: AbortSignal | undefined;
  /** Called before a query runs, with what it is billed at most. */
  readonly onPriced?: ((period: TimedPeriod, price: Price) => void) | undefined;
  /** Called for each page that was read, with the rows so far and those of the whole period. */
  readonly onPage?: ((period: TimedPeriod, rows: number, totalRows: number) => void) | undefined;
}

/** The connector to a table of BigQuery. Each wanted period is due. */
export class BigQueryConnector implements Connector<DueRows> {
  readonly name: string;

  constructor({ question }: BigQueryConnectorOptions) {
    this.name = question.from;
  }

  async discover(wanted: readonly TimedPeriod[]): Promise<readonly DueRows[]> {
    return wanted.map((period) => ({ name: period, period }));
  }

  async fetch(_item: DueRows): Promise<FetchResult> {
    throw new TypeError('Not written yet');
  }
}
