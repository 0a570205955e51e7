import { capturedRestKind, restRejectsKind } from '../../../lib/capture/rest/captured-rest.ts';
import { restDataOf } from '../../../lib/capture/rest/check/check-rest-data.ts';
import {
  type DuePeriod,
  RestConnector,
  type RestConnectorOptions,
} from '../../../lib/capture/rest/rest-connector.ts';
import type { AskPage, PageRequest } from '../../../lib/capture/rest/rest-http.ts';
import { type RestJobOptions, restJob } from '../../../lib/capture/rest/rest-job.ts';
import { parsePeriod, periodEnd, type TimedPeriod } from '../../../lib/model/period.ts';
import type { ReadInput, Source } from '../../../lib/model/source.ts';
import type { Table } from '../../../lib/model/table.ts';
import { rowsOf } from '../../contracts/source-contract.ts';

/** The period that tests capture. */
export const DAY = parsePeriod('2026-11-20') as TimedPeriod;

/** When the answers of a test were complete, after the end of the period: 10 minutes. */
const AFTER = 600_000;

/** When every answer about {@link DAY} was complete. */
export const NOW = periodEnd(DAY) + AFTER;

/** Where the APIs of tests are. */
export const BASE = 'https://api.example.com/v1/';

/** An answer of a scripted API: a body as data, or as the text that it is. */
export interface AnAnswer {
  readonly body?: unknown;
  readonly text?: string;
  readonly link?: string;
}

/** An API in memory. */
export interface AnApi {
  readonly ask: AskPage;
  /** Every request, in its order. */
  readonly asked: readonly PageRequest[];
  /** Paths and queries of every request. */
  readonly paths: () => string[];
}

/** @param answer to a request, given how many there were before */
export function anApi(answer: (url: URL, before: number) => AnAnswer): AnApi {
  const asked: PageRequest[] = [];
  return {
    asked,
    paths: () => asked.map(({ url }) => `${url.pathname.slice('/v1/'.length)}${url.search}`),
    async ask(request) {
      const { body, text = JSON.stringify(body), link } = answer(request.url, asked.length);
      asked.push(request);
      const bytes = Buffer.byteLength(text);
      return { url: request.url, status: 200, text, bytes, link, time: NOW };
    },
  };
}

/** An API that cuts a list into pages by offset. */
export function offsetApi(items: readonly unknown[], { pageSize = 2 } = {}): AnApi {
  return anApi((url) => {
    const offset = Number(url.searchParams.get('offset'));
    return { body: { items: items.slice(offset, offset + pageSize), total: items.length } };
  });
}

/** Items with an id each. */
export function someItems(count: number): { id: number; name: string }[] {
  return Array.from({ length: count }, (_, index) => ({ id: index + 1, name: `n${index + 1}` }));
}

const column = { description: '', example: 'x', statistics: false } as const;

/** The table of {@link someItems}. */
export const items: Table = {
  name: 'items',
  description: 'Items',
  columns: [
    { name: 'id', type: 'integer', ...column },
    { name: 'name', type: 'string', nullable: true, ...column },
  ],
};

/** A request of a list of items, by offset. */
export const byOffset = {
  path: 'items',
  records: 'items',
  paginator: { kind: 'offset', parameter: 'offset', total: 'total' },
} as const;

/** A job of items, and its sources. */
export interface AJob {
  readonly jobs: ReturnType<typeof restJob>;
  readonly accepted: Source;
  readonly rejected: Source;
  readonly connect: (
    options: Pick<RestConnectorOptions, 'ask'> & Partial<RestConnectorOptions>,
  ) => RestConnector;
}

/** @param options Default: a list of items by offset, half of which may be rejected */
export function aJob(options: Partial<RestJobOptions> = {}): AJob {
  const jobs = restJob({
    name: 'things',
    table: items,
    contract: { ceiling: 50 },
    api: { baseUrl: BASE },
    request: byOffset,
    ...options,
  });
  const [job, rejects] = jobs;
  const { data } = job.source;
  if (data === undefined) throw new TypeError('Expected a job with data');
  const context = { settings: {}, grain: job.grain, inputs: [] } as const;
  const accepted = capturedRestKind.open({ ...context, table: job.table, data });
  const input = { job: job.name, settings: {}, data, source: accepted, inputs: [] };
  return {
    jobs,
    accepted,
    rejected: restRejectsKind.open({ ...context, table: rejects.table, inputs: [input] }),
    connect: (given) => new RestConnector({ job: job.name, data: restDataOf(data), ...given }),
  };
}

/** The raw object of a period, captured after its end. */
export async function captureOf(
  job: AJob,
  { ask }: Pick<AnApi, 'ask'>,
  period: TimedPeriod = DAY,
): Promise<Uint8Array> {
  const inTime: AskPage = async (request) => {
    return { ...(await ask(request)), time: periodEnd(period) + AFTER };
  };
  const connector = job.connect({ ask: inTime });
  const result = await connector.fetch({ name: period, period } satisfies DuePeriod);
  if (result.kind !== 'fetched')
    throw new TypeError(`Expected it to be fetched, got ${result.kind}`);
  return result.fetched.bytes;
}

/** The rows and the rejects of a raw object. */
export async function parsedRows(job: AJob, raw: Uint8Array, period: TimedPeriod = DAY) {
  const read: ReadInput = async () => raw;
  return {
    rows: await rowsOf(job.accepted, period, read),
    rejects: await rowsOf(job.rejected, period, read),
  };
}

/** The rows and the rejects that an API gives. */
export async function landedRows(job: AJob, api: AnApi, period: TimedPeriod = DAY) {
  return parsedRows(job, await captureOf(job, api, period), period);
}
