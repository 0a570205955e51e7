import { setTimeout as sleep } from 'node:timers/promises';
import type { Price } from '../../lib/capture/bigquery/query/price.ts';
import type { Connector } from '../../lib/capture/connector.ts';
import type { Origins } from '../../lib/capture/rest/http/origins.ts';
import { hasInbox } from '../../lib/lake/raw-key.ts';
import type { LakeJobs } from '../../lib/land/lake-jobs.ts';
import type { Job } from '../../lib/model/job.ts';
import type { TimedPeriod } from '../../lib/model/period.ts';
import { readSecret } from '../../lib/secrets/secret-text.ts';
import { clockFrom } from '../clock-from.ts';
import type { Context } from '../context.ts';
import type { BigQueryQueryOptions } from '../options/bigquery-options.ts';
import type { LakeOptions } from '../options/lake-options.ts';
import type { InstantOptions } from '../options/time-options.ts';

/** What connectors are opened with. */
export interface ConnectorOptions extends LakeOptions, InstantOptions, BigQueryQueryOptions {
  /** Web origins that are asked in place of others. Default: none. */
  readonly origin?: Origins;
}

/** What is captured, and who watches. */
export interface ToConnect {
  readonly job: Job;
  readonly lake: LakeJobs;
  readonly progress: CaptureProgress;
}

/** Shows how far captures have come. */
export interface CaptureProgress {
  /** Called for each page of an API, with the number of its records. */
  page(job: Job, records: number): void;
  /** Called before BigQuery reads a period. */
  price(job: Job, period: TimedPeriod, price: Price): void;
  /** Called for each page of BigQuery, with the rows of the period so far. */
  rows(period: TimedPeriod, rows: number, totalRows: number): void;
}

/**
 * Opens what a job captures from: its inbox, its API, or BigQuery; `undefined` for a job that captures nothing.
 * Nothing outside is asked yet.
 *
 * @throws InputError when the inbox or the API cannot be used as the job says it; what opening the job throws.
 */
export async function openConnector(
  context: Context,
  options: ConnectorOptions,
  { job, lake, progress }: ToConnect,
): Promise<Connector | undefined> {
  if (hasInbox(job)) {
    const { openInbox } = await import('./open-inbox.ts');
    return openInbox(context, options, { job, lake });
  }
  if (job.captures === undefined) return undefined;
  if (job.captures === 'external') return openDatabase(context, options, { job, lake, progress });
  return openApi(context, options, { job, progress });
}

/** Nothing is opened where the rows are generated in place of those of BigQuery. */
async function openDatabase(
  context: Context,
  options: ConnectorOptions,
  { job, lake, progress }: ToConnect,
): Promise<Connector | undefined> {
  const { questionOf } = await import('../../lib/capture/bigquery/asking-source.ts');
  const question = questionOf((await lake.open(job)).source);
  if (question === undefined) return undefined;
  const { openBigQueryConnector } = await import('./open-bigquery-source.ts');
  return openBigQueryConnector(context, options, question, {
    onPriced: (period, price) => progress.price(job, period, price),
    onRows: (period, rows, totalRows) => progress.rows(period, rows, totalRows),
  });
}

async function openApi(
  context: Context,
  { origin, now: instant }: ConnectorOptions,
  { job, progress }: Pick<ToConnect, 'job' | 'progress'>,
): Promise<Connector> {
  const { restDataOf } = await import('../../lib/capture/rest/check/check-rest-data.ts');
  const { openRestHttp } = await import('../../lib/capture/rest/http/open-rest-http.ts');
  const { RestConnector } = await import('../../lib/capture/rest/rest-connector.ts');
  const { signal } = context;
  const data = restDataOf(job.source.data);
  const ask = openRestHttp(data.api, {
    readSecret: (reference, what) => readSecret(reference, what, context),
    // A snapshot must be of its period by the time that it is said to be.
    now: clockFrom(context.now, instant),
    sleep: (milliseconds, ending) => sleep(milliseconds, undefined, ending && { signal: ending }),
    ...(origin === undefined ? {} : { origins: origin }),
    signal,
  });
  return new RestConnector({
    job: job.name,
    data,
    ask,
    signal,
    onPage: ({ records }) => progress.page(job, records),
  });
}
