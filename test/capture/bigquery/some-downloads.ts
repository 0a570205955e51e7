import { questionOf } from '../../../lib/capture/bigquery/asking-source.ts';
import {
  BigQueryConnector,
  type BigQueryConnectorOptions,
} from '../../../lib/capture/bigquery/bigquery-connector.ts';
import {
  type BigQueryJobOptions,
  bigQueryJob,
} from '../../../lib/capture/bigquery/bigquery-job.ts';
import {
  bigQueryKind,
  bigQueryRejectsKind,
} from '../../../lib/capture/bigquery/captured-bigquery.ts';
import type { FetchResult } from '../../../lib/capture/connector.ts';
import { openJob, settingsOfJob, sourceKindOf } from '../../../lib/land/open-job.ts';
import type { Job } from '../../../lib/model/job.ts';
import { parsePeriod, type TimedPeriod } from '../../../lib/model/period.ts';
import { choiceSetting } from '../../../lib/model/settings.ts';
import type { Answer, SourceKind } from '../../../lib/model/source.ts';
import type { Column, ColumnType, Table } from '../../../lib/model/table.ts';
import { noInput, rowsOf } from '../../contracts/source-contract.ts';
import { ABigQuery } from './a-bigquery.ts';
import type { AField } from './wire-rows.ts';

/** The day that tests capture. */
export const DAY = parsePeriod('2026-11-20') as TimedPeriod;

/** The day before. */
export const DAY_BEFORE = parsePeriod('2026-11-19') as TimedPeriod;

const FROM = 'public-data.pypi.downloads';

/** The table in BigQuery. */
export const FIELDS: readonly AField[] = [
  { name: 'at', type: 'TIMESTAMP', mode: 'REQUIRED' },
  { name: 'city', type: 'STRING' },
  { name: 'n', type: 'INTEGER' },
  { name: 'ratio', type: 'FLOAT' },
  { name: 'ci', type: 'BOOLEAN' },
  { name: 'amount', type: 'NUMERIC' },
  { name: 'tags', type: 'STRING', mode: 'REPEATED' },
  {
    name: 'details',
    type: 'RECORD',
    fields: [
      { name: 'python', type: 'STRING' },
      {
        name: 'distro',
        type: 'RECORD',
        fields: [
          { name: 'name', type: 'STRING' },
          {
            name: 'libc',
            type: 'RECORD',
            fields: [
              { name: 'lib', type: 'STRING' },
              { name: 'version', type: 'STRING' },
            ],
          },
        ],
      },
    ],
  },
];

function column(name: string, type: ColumnType, facts: Partial<Column> = {}): Column {
  return { name, type, nullable: true, description: '', example: 'x', statistics: false, ...facts };
}

/** The table in the lake. */
export const downloads: Table = {
  name: 'downloads',
  description: 'Downloads',
  columns: [
    column('at', 'timestamp', { nullable: false }),
    column('city', 'string'),
    column('n', 'integer'),
    column('ratio', 'double'),
    column('ci', 'boolean'),
    column('amount', 'decimal', { precision: 20, scale: 2 }),
    column('tags', 'json'),
    column('python', 'string'),
    column('distro', 'json'),
  ],
};

/** What columns of {@link downloads} hold. */
export const SHAPES = {
  tags: { shape: ['string'] },
  distro: { shape: { name: 'string', libc: { lib: 'string', version: 'string' } } },
} as const;

/** A row of {@link DAY} as the table in BigQuery has it. */
export function aDownload(n: number, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    at: `2026-11-20T13:00:0${n % 10}.000Z`,
    city: `city ${n}`,
    n,
    ratio: n / 4,
    ci: n % 2 === 0,
    amount: `${n}.50`,
    tags: ['a', `t${n}`],
    details: {
      python: '3.12',
      distro: { name: 'Ubuntu', libc: { lib: 'glibc', version: '2.39' } },
    },
    ...more,
  };
}

/** The same row as the lake has it. */
export function landed(n: number, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    at: new Date(`2026-11-20T13:00:0${n % 10}.000Z`),
    city: `city ${n}`,
    n,
    ratio: n / 4,
    ci: n % 2 === 0,
    amount: `${n}.50`,
    tags: `["a","t${n}"]`,
    python: '3.12',
    distro: '{"name":"Ubuntu","libc":{"lib":"glibc","version":"2.39"}}',
    ...more,
  };
}

/** The kinds of source of the jobs of tests; one has a setting that chooses rows. */
export const bigQueryKinds: readonly SourceKind[] = [
  bigQueryKind({ kind: 'captured-bigquery', settings: {} }),
  bigQueryKind({
    kind: 'downloads-of-a-city',
    settings: {
      city: choiceSetting({ description: 'City', example: 'a', default: 'a', choices: ['a', 'b'] }),
    },
    whereOf: ({ city }) => ({ city }),
  }),
  bigQueryRejectsKind,
];

/** The jobs of {@link downloads}. */
export function aJob(options: Partial<BigQueryJobOptions> = {}): readonly [Job, Job] {
  return bigQueryJob({
    name: 'downloads',
    table: downloads,
    from: FROM,
    time: 'at',
    fields: { python: 'details.python', distro: 'details.distro' },
    contract: { columns: SHAPES, ceiling: 100 },
    ...options,
  });
}

/** The sources of a job and of its rejects, opened as a lake opens them. */
export function sourcesOf([job, rejects]: readonly [Job, Job], kinds = bigQueryKinds) {
  const settings = settingsOfJob(job, sourceKindOf(job, kinds));
  const configured = { job, settings, inputs: [] };
  return {
    accepted: openJob(configured, kinds).source,
    rejected: openJob({ job: rejects, settings: {}, inputs: [configured] }, kinds).source,
  };
}

/** A table in BigQuery with some rows, and a job of it. */
export async function aBigQuery(
  rows: readonly Record<string, unknown>[] = [1, 2, 3].map((n) => aDownload(n)),
  options: Partial<BigQueryJobOptions> = {},
) {
  const server = await ABigQuery.start(FROM, FIELDS);
  server.rows = rows;
  const jobs = aJob(options);
  const sources = sourcesOf(jobs);
  const question = questionOf(sources.accepted);
  if (question === undefined) throw new TypeError('Expected a source that asks BigQuery');
  const waits: number[] = [];

  function connect(given: Partial<BigQueryConnectorOptions> = {}): BigQueryConnector {
    const sleep = async (milliseconds: number) => void waits.push(milliseconds);
    return new BigQueryConnector({
      question: asked,
      requests: server.asking(waits),
      sleep,
      ...given,
    });
  }

  const asked = question;
  return {
    ...{ server, jobs, waits, question, connect },
    fetch: (period: TimedPeriod = DAY) => connect().fetch({ name: period, period }),
    /** Rows and rejects of an answer. */
    read: (answer: Answer) => readRows(sources, answer),
    /** Captures {@link DAY}, and reads it. */
    async landed() {
      const result = await connect().fetch({ name: DAY, period: DAY });
      return readRows(sources, answerIn(result));
    },
  };
}

/** The answer of a period that was fetched. */
export function answerIn(result: FetchResult): Answer {
  if (result.kind === 'answered') return result.answered.answer;
  throw new TypeError(`Expected an answer, got ${JSON.stringify(result)}`);
}

async function readRows(
  { accepted, rejected }: ReturnType<typeof sourcesOf>,
  answer: Answer,
  period: TimedPeriod = DAY,
) {
  return {
    rows: await rowsOf(accepted, period, noInput, () => answer),
    rejects: await rowsOf(rejected, period, noInput, () => answer),
  };
}
