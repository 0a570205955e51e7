import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OpenStandIn, StandIn, StandInOptions } from '../../model/stand-in.ts';
import { bodyOf, openLoopback } from '../loopback-server.ts';
import { reasonAnswer } from './bigquery/api-answer.ts';
import { BigQueryApi } from './bigquery/bigquery-api.ts';
import { type BigQueryFault, sendAnswer } from './bigquery/bigquery-faults.ts';
import { pypiSettings } from './pypi-settings.ts';

/** How the stand-in of BigQuery is started, and what goes wrong with it. */
export interface PypiBigQueryOptions extends StandInOptions {
  /** Another seed gives other downloads. Default: `hourlake`. */
  readonly seed?: string;
  /** Mean downloads of each project on a weekday at the beginning of 2026. Default: 20,000. */
  readonly downloads?: number;
  /** Share of the rows with a planted fault. The real table has none, because its columns are typed. Default: 0. */
  readonly dirt?: number;
  /** Number of polls until a job is done. Default: 2, one pending and one running. */
  readonly polls?: number;
  /** Bytes after which a page of rows ends, whatever the number of its rows. Default: 10,000,000. */
  readonly pageBytes?: number;
  /** What goes wrong with the requests, by their number from 1. Default: nothing. */
  readonly faults?: ReadonlyMap<number, BigQueryFault>;
}

/** The stand-in, and what it was asked. */
export interface OpenPypiBigQuery extends OpenStandIn {
  /** Methods, paths and queries of the requests, in their order: `GET /bigquery/v2/projects/...`. */
  readonly requests: readonly string[];
  /** Ids of the jobs that were started, in their order. */
  readonly jobs: readonly string[];
}

/** Most characters of a request: a query is short. */
const LONGEST_REQUEST = 1_000_000;

/**
 * Stands in for BigQuery with the public table of downloads from PyPI. It needs no credentials. Every
 * normalized name is a project, unless it begins with `no-such-`.
 */
export const pypiStandIn: StandIn = {
  origins: ['https://bigquery.googleapis.com'],
  variables: ['GCP_PROJECT'],
  open: openPypiBigQuery,
};

/**
 * Starts a server that answers as the REST API of BigQuery does for `bigquery-public-data.pypi`. It runs
 * queries for some columns of one project in a range of whole hours.
 *
 * @throws InputError when the port is taken.
 */
export async function openPypiBigQuery({
  day,
  now,
  port = 0,
  seed = pypiSettings.seed.default,
  downloads = pypiSettings.downloads.default,
  dirt = pypiSettings.dirt.default,
  polls = 2,
  pageBytes = 10_000_000,
  faults = new Map(),
}: PypiBigQueryOptions): Promise<OpenPypiBigQuery> {
  const api = new BigQueryApi({ day, now, seed, downloads, dirt, polls, pageBytes });
  const requests: string[] = [];

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/' } = request;
    requests.push(`${method} ${url}`);
    const fault = faults.get(requests.length);
    const body = documentIn(await bodyOf(request, { most: LONGEST_REQUEST }));
    const answered =
      body === MALFORMED
        ? reasonAnswer('invalid')
        : api.answer({ method, url: new URL(url, 'http://localhost'), body, fault });
    sendAnswer(response, answered, fault);
  }

  const { origin, close } = await openLoopback(answer, { port });
  return {
    origin,
    requests,
    close,
    get jobs() {
      return api.jobs;
    },
  };
}

const MALFORMED = Symbol('not JSON');

function documentIn(body: string): unknown {
  if (body === '') return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return MALFORMED;
  }
}
