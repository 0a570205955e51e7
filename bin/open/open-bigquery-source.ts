import { setTimeout as sleep } from 'node:timers/promises';
import type { BigQueryQuestion } from '../../lib/capture/bigquery/bigquery-question.ts';
import type { Price } from '../../lib/capture/bigquery/query/price.ts';
import type { Connector } from '../../lib/capture/connector.ts';
import { askedOrigin, type Origins } from '../../lib/capture/rest/http/origins.ts';
import { InputError } from '../../lib/errors.ts';
import { BIGQUERY_ORIGIN } from '../../lib/gcp/bigquery-origin.ts';
import type { QueryRequests } from '../../lib/gcp/query-requests.ts';
import type { TimedPeriod } from '../../lib/model/period.ts';
import type { Context } from '../context.ts';
import type { BigQueryQueryOptions } from '../options/bigquery-options.ts';
import { environment } from '../options/environment.ts';
import { emulatorOf } from './open-bigquery.ts';

/** How BigQuery is asked. */
export interface AskingOptions extends BigQueryQueryOptions {
  /** Web origins that are asked in place of others. Default: none. */
  readonly origin?: Origins;
}

/** Who watches what BigQuery answers. */
export interface Watching {
  /** Called before a query runs. */
  readonly onPriced: (period: TimedPeriod, price: Price) => void;
  /** Called for each page, with the rows of the period so far. */
  readonly onRows: (period: TimedPeriod, rows: number, totalRows: number) => void;
}

/**
 * Opens the connector of a job to BigQuery. Nothing is asked yet. When no billing project is named, the job
 * fails and the others go on.
 */
export async function openBigQueryConnector(
  context: Context,
  options: AskingOptions,
  question: BigQueryQuestion,
  { onPriced, onRows }: Watching,
): Promise<Connector> {
  const { BigQueryConnector } = await import('../../lib/capture/bigquery/bigquery-connector.ts');
  if (billedProject(context, options) === undefined) return unpaid(question);
  return new BigQueryConnector({
    question: limited(question, options),
    requests: await openQueries(context, options, question),
    sleep: (milliseconds) => sleep(milliseconds),
    signal: context.signal,
    onPriced,
    onPage: onRows,
  });
}

/** The question with the ceiling of the command line in place of that of the job. */
export function limited(
  question: BigQueryQuestion,
  { mostBytes }: BigQueryQueryOptions,
): BigQueryQuestion {
  return mostBytes === undefined ? question : { ...question, mostBytes };
}

/**
 * Opens the requests about queries that one project pays for.
 *
 * @throws InputError when no billing project is named.
 */
export async function openQueries(
  context: Context,
  options: AskingOptions,
  question: BigQueryQuestion,
): Promise<QueryRequests> {
  const { origin = new Map() } = options;
  const project = billedProject(context, options);
  if (project === undefined) throw nobodyPays(question);
  const { bigQueryQueries } = await import('../../lib/gcp/bigquery-queries.ts');
  const asked = askedOrigin(new URL(BIGQUERY_ORIGIN), origin);
  const endpoint = asked === BIGQUERY_ORIGIN ? emulatorOf(context) : asked;
  return bigQueryQueries({ project, sleep, endpoint });
}

/** Where Google's own tools and machines say which project they work in. */
const GOOGLE_PROJECT = 'GOOGLE_CLOUD_PROJECT';

function billedProject(
  { environment: variables }: Context,
  { billingProject }: AskingOptions,
): string | undefined {
  const named = [billingProject, variables[environment.billingProject], variables[GOOGLE_PROJECT]];
  return named.find((project) => project !== undefined && project !== '');
}

/** A connector that says what is missing when it is used. */
function unpaid(question: BigQueryQuestion): Connector {
  const fail = async () => {
    throw nobodyPays(question);
  };
  return { name: question.from, discover: fail, fetch: fail };
}

function nobodyPays({ job, from }: BigQueryQuestion): InputError {
  return new InputError({
    expected: `a project in Google Cloud that pays for the queries of ${job} over ${from}`,
    got: 'none',
    advice: `Name yours with --billing-project, or in ${environment.billingProject}. "gcloud projects list" shows it. Without an account: "hourlake tour --job ${job}".`,
  });
}
