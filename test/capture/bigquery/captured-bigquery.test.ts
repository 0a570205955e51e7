import { describe, expect, it } from 'vitest';
import { questionOf } from '../../../lib/capture/bigquery/asking-source.ts';
import {
  bigQueryKind,
  bigQueryRejectsKind,
} from '../../../lib/capture/bigquery/captured-bigquery.ts';
import type { GeneratedRows } from '../../../lib/capture/bigquery/generated-rows.ts';
import { CaptureError, InputError } from '../../../lib/errors.ts';
import type { TimedPeriod } from '../../../lib/model/period.ts';
import { CellFault, type RawRows } from '../../../lib/model/raw-rows.ts';
import type { Answer, ReadAnswer } from '../../../lib/model/source.ts';
import { rowsOf, sourceContract } from '../../contracts/source-contract.ts';
import {
  aBigQuery,
  aDownload,
  aJob,
  answerIn,
  DAY,
  DAY_BEFORE,
  downloads,
  landed,
  SHAPES,
  sourcesOf,
} from './some-downloads.ts';
import { Wire } from './wire-rows.ts';

/** Answers in memory: rows of two columns, one of which does not fit. */
const answers: ReadAnswer = ({ period }) => ({
  id: `answer of ${period}`,
  async *rows() {
    const columns = [
      ['2026-11-20T01:00:00Z', '2026-11-20T02:00:00Z', '2026-11-20T03:00:00Z'],
      ['7', period.endsWith('19') ? 'x' : '8', 'y'],
    ];
    yield { length: 3, names: ['at', 'n'], columns, positions: [1, 2, 3] };
  },
});

sourceContract('the rows of BigQuery', () => sourcesOf(aJob()).accepted, DAY, {
  answer: answers,
  other: DAY_BEFORE,
});
sourceContract('the rejects of BigQuery', () => sourcesOf(aJob()).rejected, DAY, {
  answer: answers,
  other: DAY_BEFORE,
});

const generatedKinds = [
  bigQueryKind({ kind: 'captured-bigquery', settings: {}, generated: () => generated }),
  bigQueryRejectsKind,
];

const generated: GeneratedRows = {
  facts: { generator: 'made/3' },
  usualRows: () => 500_000,
  *rows(period: TimedPeriod, columns): Iterable<RawRows> {
    const values: Readonly<Record<string, RawRows['columns'][number]>> = {
      at: [`${period}T01:00:00Z`, `${period}T02:00:00Z`, `${period}T03:00:00Z`],
      city: ['Natal', 'Recife', new CellFault('x', 'no city')],
      distro: [
        { name: 'Ubuntu', libc: { lib: 'glibc', version: '2.39', further: 1 } },
        { name: 'Ubuntu', libc: { lib: 'glibc' } },
        null,
      ],
    };
    const those = columns.map((name) => values[name] ?? [null, null, null]);
    yield { length: 3, names: columns, columns: those, positions: [1, 2, 3] };
  },
};

sourceContract('generated rows of BigQuery', () => sourcesOf(aJob(), generatedKinds).accepted, DAY);
sourceContract('rejects of generated rows', () => sourcesOf(aJob(), generatedKinds).rejected, DAY);

describe('the rows of BigQuery', () => {
  it('are those of the period, under the names and types of the table', async () => {
    const outside = [
      aDownload(7, { at: '2026-11-19T23:59:59.999Z' }),
      aDownload(8, { at: '2026-11-21T00:00:00.000Z' }),
    ];
    const bigQuery = await aBigQuery([aDownload(1), ...outside, aDownload(2)]);

    const { rows, rejects } = await bigQuery.landed();

    expect(rows).toEqual([landed(1), landed(2)]);
    expect(rejects).toEqual([]);
  });

  it('may have no value wherever the table allows it', async () => {
    const nothing = { city: null, n: null, ratio: null, ci: null, amount: null };
    const bigQuery = await aBigQuery([
      aDownload(1, { ...nothing, tags: [], details: null }),
      aDownload(2, { details: { python: null, distro: { name: null, libc: null } } }),
    ]);

    const { rows, rejects } = await bigQuery.landed();

    expect(rows).toEqual([
      landed(1, { ...nothing, tags: '[]', python: null, distro: null }),
      landed(2, { python: null, distro: '{"name":null,"libc":null}' }),
    ]);
    expect(rejects).toEqual([]);
  });

  it('keep all digits of integers and decimals, and the exact instant', async () => {
    const bigQuery = await aBigQuery([
      aDownload(1, {
        at: '2026-11-20T00:00:00.001Z',
        n: 9_007_199_254_740_993n,
        amount: '123456789012345678.91',
      }),
    ]);

    const { rows } = await bigQuery.landed();

    expect(rows).toMatchObject([
      {
        at: new Date('2026-11-20T00:00:00.001Z'),
        n: 9_007_199_254_740_993n,
        amount: '123456789012345678.91',
      },
    ]);
  });

  it('may be the same row twice: nothing is a repeat', async () => {
    const bigQuery = await aBigQuery([aDownload(1), aDownload(1)]);

    const { rows } = await bigQuery.landed();

    expect(rows).toEqual([landed(1), landed(1)]);
  });
});

describe('a value that does not fit', () => {
  const distro = (value: unknown) => ({ details: { python: '3.12', distro: value } });
  const libc = (value: unknown) => distro({ name: 'Ubuntu', libc: value });
  const text = (v: unknown) => new Wire({ v });

  it.each([
    ['a number for text', { city: text(42) }, 'type', 'city', ['city', 42]],
    ['a record for text', { city: text({ f: [] }) }, 'type', 'city', ['city', { f: [] }]],
    ['text for an integer', { n: text('4x2') }, 'type', 'n', ['n', '4x2']],
    ['more than 64 bits', { n: text('9223372036854775808') }, 'type', 'n', null],
    ['no finite number', { ratio: text('NaN') }, 'type', 'ratio', ['ratio', 'NaN']],
    ['another word for a boolean', { ci: text('maybe') }, 'type', 'ci', ['ci', 'maybe']],
    ['digits that there is no room for', { amount: text('1.005') }, 'type', 'amount', null],
    ['a cell that is missing', { city: new Wire() }, 'type', 'city', ['city', '']],
    ['a number for a record', distro(text(42)), 'type', 'distro', ['distro', 42]],
    ['text for a list', { tags: text('a') }, 'type', 'tags', ['tags', 'a']],
    ['a number in a list', { tags: [text(42)] }, 'type', 'tags[]', null],
    ['a number in a record', distro({ name: text(42), libc: null }), 'type', 'distro.name', null],
    [
      'a member that is missing',
      distro({ name: new Wire(), libc: null }),
      'missing',
      'distro.name',
      null,
    ],
    ['a number for a record in a record', libc(text(42)), 'type', 'distro.libc', null],
    [
      'a number two records down',
      libc({ lib: text(42), version: 'x' }),
      'type',
      'distro.libc.lib',
      null,
    ],
    [
      'a member missing two down',
      libc({ lib: 'a', version: new Wire() }),
      'missing',
      'distro.libc.version',
      null,
    ],
  ])('makes its row a reject, with its place: %s', async (_, planted, rule, field, came) => {
    const bigQuery = await aBigQuery([aDownload(1), aDownload(2, planted), aDownload(3)]);

    const { rows, rejects } = await bigQuery.landed();

    expect(rows).toEqual([landed(1), landed(3)]);
    expect(rejects).toMatchObject([{ job: 'downloads', position: 2, rule, field, faults: 1 }]);
    expect(rejects[0]?.capture).toBe('downloads 2026-11-20');
    const row = JSON.parse(String(rejects[0]?.row_json));
    expect(row.at).toBe('2026-11-20T13:00:02.000Z');
    if (came !== null) expect(row[String(came[0])]).toEqual(came[1]);
  });

  it('counts for each column of its row, and required ones must be there', async () => {
    const bigQuery = await aBigQuery([aDownload(1), aDownload(2, { n: text('x'), ci: text('x') })]);
    bigQuery.server.twist = (page) => {
      const rows = page.rows as { f: { v: unknown }[] }[];
      return { ...page, rows: rows.map(({ f }) => ({ f: [{ v: null }, ...f.slice(1)] })) };
    };

    const { rows, rejects } = await bigQuery.landed();

    expect(rows).toEqual([]);
    expect(rejects).toMatchObject([
      { position: 1, rule: 'required', field: 'at', faults: 1 },
      { position: 2, rule: 'required', field: 'at', faults: 3 },
    ]);
  });

  it('counts for each path of its document and names the first one', async () => {
    const faulty = distro({ name: text(42), libc: { lib: text(true), version: new Wire() } });
    const bigQuery = await aBigQuery([aDownload(1), aDownload(2, { ...faulty, tags: [text(1)] })]);

    const { rejects } = await bigQuery.landed();

    expect(rejects).toMatchObject([{ position: 2, rule: 'type', field: 'tags[]', faults: 4 }]);
    expect(JSON.parse(String(rejects[0]?.row_json))).toMatchObject({
      tags: [1],
      distro: { name: 42, libc: { lib: true } },
    });
  });

  it('fails the period where there are too many, in words without a value', async () => {
    const bigQuery = await aBigQuery([aDownload(1), aDownload(2, { n: text('secret 42') })], {
      contract: { ceiling: 10 },
    });

    const landing = bigQuery.landed();

    await expect(landing).rejects.toThrow(CaptureError);
    await expect(landing).rejects.toThrow(
      'Expected at least 90 % of the rows of downloads 2026-11-20 to fit the contract of downloads, got 1 of 2 that do not: type of n in 1 row (2). Correct these rows, or the contract of the job, and run again.',
    );
  });

  it('is read once more for the rejects, and an answer without one is not', async () => {
    const sound = await aBigQuery();
    const unsound = await aBigQuery([aDownload(1, { n: text('x') })]);
    const pages = ({ server }: typeof sound) =>
      server.requests.filter((line) => line.includes('/queries/')).length;

    await sound.landed();
    await unsound.landed();

    // One of them is the head of the answer.
    expect([pages(sound), pages(unsound)]).toEqual([2, 3]);
  });
});

describe('the columns of a job', () => {
  it('are asked for as far as they are chosen, and the others are null', async () => {
    const bigQuery = await aBigQuery([aDownload(1)], { settings: { columns: 'distro,at' } });

    const { rows } = await bigQuery.landed();

    const names = downloads.columns.map(({ name }) => name);
    const empty = Object.fromEntries(names.map((name) => [name, null]));
    expect(rows).toEqual([{ ...empty, at: landed(1).at, distro: landed(1).distro }]);
    expect(bigQuery.question.fields.map(({ column }) => column.name)).toEqual(['at', 'distro']);
  });

  it.each([
    ['city,at,cty', 'Did you mean "city"?'],
    ['city', 'Expected downloads.columns to include at, which every row has'],
    ['', 'Expected downloads.columns to be all, or names of columns with commas between them'],
  ])('are refused as %j', (columns, message) => {
    const open = () => sourcesOf(aJob({ settings: { columns } }));

    expect(open).toThrow(InputError);
    expect(open).toThrow(message);
  });
});

describe('the settings of a kind', () => {
  it('choose rows by parameters', async () => {
    const bigQuery = await aBigQuery(
      [aDownload(1, { city: 'a' }), aDownload(2, { city: 'b' }), aDownload(3, { city: 'a' })],
      { kind: 'downloads-of-a-city', settings: { city: 'b' } },
    );

    const { rows } = await bigQuery.landed();

    expect(rows).toEqual([landed(2, { city: 'b' })]);
    expect(JSON.stringify(bigQuery.server.queries)).toContain('"parameterValue":{"value":"b"}');
  });
});

describe('the source of a job', () => {
  const factsOf = (options: Parameters<typeof aJob>[0]) => sourcesOf(aJob(options)).accepted.facts;

  it('says what decides its rows, and not what they cost', () => {
    const facts = factsOf({});

    expect(facts).toMatchObject({ generator: 'captured-bigquery/1' });
    expect(factsOf({ mostBytes: 2 ** 30, dollarsPerTib: 5, settlesAfterHours: 1 })).toEqual(facts);
    expect(factsOf({ where: { city: 'a' } }).question).not.toBe(facts.question);
    expect(factsOf({ settings: { columns: 'at,n' } }).question).not.toBe(facts.question);
    for (const columns of [{ ...SHAPES, at: { round: true } }, { tags: SHAPES.tags }]) {
      const other = factsOf({ contract: { columns } });
      expect(other.contract).not.toBe(facts.contract);
      expect(other.question).toBe(facts.question);
    }
  });

  it('is read from an answer, and so are its rejects once it has landed', () => {
    const { accepted, rejected } = sourcesOf(aJob());

    expect(accepted.readsAnswers).toBe(true);
    expect(rejected.readsAnswers).toBe(true);
    expect(accepted.inputs?.(DAY)).toEqual([{ job: 'downloads', period: DAY, part: 'answer' }]);
    expect(rejected.inputs?.(DAY)).toEqual([
      { job: 'downloads', period: DAY },
      { job: 'downloads', period: DAY, part: 'answer' },
    ]);
  });

  it('has no rows without an answer', async () => {
    const { accepted } = sourcesOf(aJob());

    await expect(rowsOf(accepted, DAY)).rejects.toThrow('an answer of the database outside');
  });

  it('refuses jobs that were not made by bigQueryJob', () => {
    const [job, rejects] = aJob();
    const { data: _, ...kind } = job.source;
    const without = { ...job, source: kind };

    expect(() => sourcesOf([without, rejects])).toThrow(/to be made by bigQueryJob/);
    expect(() =>
      bigQueryRejectsKind.open({ settings: {}, table: rejects.table, grain: 'day', inputs: [] }),
    ).toThrow(/the job of the table as their input/);
  });
});

describe('rows that are made in place of an answer', () => {
  const sources = (options: Parameters<typeof aJob>[0] = {}) =>
    sourcesOf(aJob(options), generatedKinds);

  it('keep the same contract, and shapes of records', async () => {
    const { accepted, rejected } = sources();

    const rows = await rowsOf(accepted, DAY);
    const rejects = await rowsOf(rejected, DAY);

    expect(rows).toMatchObject([
      {
        city: 'Natal',
        distro: '{"name":"Ubuntu","libc":{"lib":"glibc","version":"2.39","further":1}}',
      },
    ]);
    expect(rejects).toMatchObject([
      { position: 2, rule: 'missing', field: 'distro.libc.version' },
      { position: 3, rule: 'type', field: 'city' },
    ]);
    expect(JSON.parse(String(rejects[0]?.row_json)).distro).toEqual({
      name: 'Ubuntu',
      libc: { lib: 'glibc' },
    });
  });

  it('need no answer, and ask nothing', () => {
    const { accepted, rejected } = sources();

    expect(questionOf(accepted)).toBeUndefined();
    expect(questionOf(sourcesOf(aJob()).accepted)?.from).toBe('public-data.pypi.downloads');
    expect([accepted.readsAnswers, rejected.readsAnswers ?? false]).toEqual([undefined, false]);
    expect(accepted.inputs?.(DAY) ?? []).toEqual([]);
    expect(rejected.inputs?.(DAY)).toEqual([{ job: 'downloads', period: DAY }]);
    expect(accepted.usualRows?.(DAY)).toBe(500_000);
  });

  it('name what made them', () => {
    const { accepted, rejected } = sources();

    expect(accepted.facts.generator).toBe('captured-bigquery/1+made/3');
    expect(rejected.facts.generator).toBe('bigquery-rejects/1+made/3');
  });
});

describe('an answer', () => {
  it('has an id, and the same rows each time', async () => {
    const bigQuery = await aBigQuery();
    const answer: Answer = answerIn(await bigQuery.fetch());

    const read = [await bigQuery.read(answer), await bigQuery.read(answer)];

    expect(answer.id).toMatch(/^payer:US\.hourlake-downloads-2026-11-20-[0-9a-f]{16}-1$/);
    expect(read[0]).toEqual(read[1]);
  });
});
