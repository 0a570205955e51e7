import { restDataOf } from '../../lib/capture/rest/check/check-rest-data.ts';
import type { RestApi, RestData } from '../../lib/capture/rest/rest-data.ts';
import { restJob } from '../../lib/capture/rest/rest-job.ts';
import type { Job } from '../../lib/model/job.ts';
import type { Column, ColumnType } from '../../lib/model/table.ts';

/** How the simulated API is asked. */
export const simulatedApi: RestApi = {
  baseUrl: 'http://127.0.0.1:4700/',
  requestsPerSecond: 20,
  tries: 3,
  longestWaitSeconds: 60,
};

function column(name: string, type: ColumnType, description: string, example: string): Column {
  return { name, type, description, example, statistics: false };
}

const RATES = 'rates';
const TRADES = 'trades';

/** A job that captures, hour by hour, what an API shows at the moment; and the job of its rejects. */
export const [rates, ratesRejects] = restJob({
  name: RATES,
  table: {
    name: RATES,
    description: 'Rates, as they were after each hour',
    columns: [
      column('id', 'integer', 'Number of the rate, from 1', '3'),
      column('state', 'integer', 'How often the API had changed', '12'),
      column('value', 'integer', 'The rate', '36'),
    ],
  },
  contract: { ceiling: 100 },
  grain: 'hour',
  api: simulatedApi,
  request: {
    path: RATES,
    query: { period: '{period}' },
    records: 'items',
    paginator: { kind: 'offset', parameter: 'offset', total: 'total' },
  },
});

/** A job that captures what an API keeps for good, by the hour in which it was made; and the job of its rejects. */
export const [trades, tradesRejects] = restJob({
  name: TRADES,
  table: {
    name: TRADES,
    description: 'Trades, by the hour in which they were made',
    columns: [
      column('id', 'integer', 'Number of the trade, from 1', '3'),
      column('at', 'timestamp', 'When it was made', '2026-11-20T13:04:05.678Z'),
      column('value', 'integer', 'What it was worth', '36'),
    ],
  },
  contract: { ceiling: 100 },
  grain: 'hour',
  api: simulatedApi,
  request: {
    path: TRADES,
    query: { from: '{period.from}', to: '{period.to}' },
    records: 'items',
    paginator: { kind: 'next-link', at: 'next', total: 'total' },
  },
  incremental: { field: 'at' },
});

/** The jobs that capture from the API. */
export const capturingApiJobs: readonly Job[] = [rates, trades];

/** All jobs of the API. */
export const apiJobs: readonly Job[] = [ratesRejects, rates, tradesRejects, trades];

/**
 * What a job says of its API.
 *
 * @throws InputError when the job has none.
 */
export function apiDataOf({ source }: Job): RestData {
  return restDataOf(source.data);
}
