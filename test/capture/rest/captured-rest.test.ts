import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capturedRestKind, restRejectsKind } from '../../../lib/capture/rest/captured-rest.ts';
import type { RestRequest } from '../../../lib/capture/rest/rest-data.ts';
import { CaptureError, InputError } from '../../../lib/errors.ts';
import { parseHour, parsePeriod, type TimedPeriod } from '../../../lib/model/period.ts';
import type { ReadInput } from '../../../lib/model/source.ts';
import type { Table } from '../../../lib/model/table.ts';
import { rowsOf, sourceContract } from '../../contracts/source-contract.ts';
import {
  aJob,
  anApi,
  byOffset,
  captureOf,
  DAY,
  items,
  landedRows,
  offsetApi,
  someItems,
} from './an-api.ts';

const other = parsePeriod('2026-11-21') as TimedPeriod;
const single: RestRequest = { path: 'items', records: '', paginator: { kind: 'single' } };

const mixed = [{ id: 1, name: 'a' }, { id: 'x', name: 'b' }, { name: 'c' }, { id: 4, name: 'd' }];
const days = new Map<string, Uint8Array>([
  [DAY, await captureOf(aJob(), offsetApi(mixed))],
  [other, await captureOf(aJob(), offsetApi(mixed.slice(1).concat({ id: 5, name: 'e' })), other)],
]);
const read: ReadInput = async ({ period }) => days.get(period) ?? new Uint8Array();

sourceContract('the rows of an API', () => aJob().accepted, DAY, { read });
sourceContract('the rejects of an API', () => aJob().rejected, DAY, { read });

/** Rows and rejects of records that are all on one page. */
function landed(records: unknown, options: Parameters<typeof aJob>[0] = {}) {
  const text = typeof records === 'string' ? { text: records } : { body: records };
  return landedRows(
    aJob({ request: single, ...options }),
    anApi(() => text),
  );
}

function tableOf(columns: Readonly<Record<string, Table['columns'][number]['type']>>): Table {
  return {
    ...items,
    columns: Object.entries(columns).map(([name, type]) => ({
      name,
      type,
      nullable: true,
      description: '',
      example: 'x',
      ...(type === 'decimal' && { precision: 20, scale: 2 }),
      statistics: false,
    })),
  };
}

describe('the rows of an API', () => {
  it('are the records that fit, and the others are rejects as they came', async () => {
    const { rows, rejects } = await landed([
      { id: 1, name: 'a', further: [1] },
      { id: 'x', further: { a: 1.5 } },
      { name: 'c' },
      { ID: '4', Name: 'd' },
    ]);

    expect(rows).toEqual([
      { id: 1, name: 'a' },
      { id: 4, name: 'd' },
    ]);
    const common = { job: 'things', capture: 'things-2026-11-20.ndjson.gz', faults: 1 };
    expect(rejects).toEqual([
      {
        ...common,
        position: 2,
        rule: 'type',
        field: 'id',
        row_json: '{"id":"x","further":{"a":1.5}}',
      },
      { ...common, position: 3, rule: 'required', field: 'id', row_json: '{"name":"c"}' },
    ]);
  });

  it('are none of records that are no objects, which are rejects', async () => {
    const { rows, rejects } = await landed(
      [null, 5, 'text', [1], { id: 5 }, { id: 6 }, { id: 7 }],
      {
        contract: { ceiling: 100 },
      },
    );

    expect(rows.map(({ id }) => id)).toEqual([5, 6, 7]);
    expect(
      rejects.map(({ position, rule, field, row_json }) => [position, rule, field, row_json]),
    ).toEqual([
      [1, 'required', 'id', 'null'],
      [2, 'type', 'id', '5'],
      [3, 'type', 'id', '"text"'],
      [4, 'type', 'id', '[1]'],
    ]);
  });

  it('have integers with all their digits', async () => {
    const table = tableOf({ big: 'integer', text: 'string', amount: 'decimal', all: 'json' });

    const { rows } = await landed(
      '[{"big": 9007199254740993, "text": "1234567890123456789", "amount": 123456789012345678, "all": {"deep": [-9007199254740993, 9007199254740991]}}]',
      { table },
    );

    expect(rows).toEqual([
      {
        big: 9007199254740993n,
        text: '1234567890123456789',
        amount: '123456789012345678.00',
        all: '{"deep":["-9007199254740993",9007199254740991]}',
      },
    ]);
  });

  it('have members that lie deeper where the job names them, and null where there are none', async () => {
    const table = tableOf({ city: 'string', name: 'string' });
    const fields = { city: 'address.city' };

    const { rows } = await landed(
      [
        { name: 'a', city: 'not this one', address: { city: 'Natal' } },
        { name: 'b', city: 'not this one', address: null },
      ],
      { table, fields },
    );

    expect(rows).toEqual([
      { city: 'Natal', name: 'a' },
      { city: null, name: 'b' },
    ]);
  });

  it('take no value where two members of a record are one column', async () => {
    const { rejects } = await landed([{ id: 1, ID: 2 }, { id: 3 }]);

    expect(rejects).toMatchObject([{ rule: 'type', field: 'id', row_json: '{"id":1,"ID":2}' }]);
  });

  it('may have members that are no columns, unless the contract says otherwise', async () => {
    const table = tableOf({ id: 'integer', city: 'string' });
    const options = {
      table,
      fields: { city: 'address.city' },
      contract: { unknown: 'fail' },
    } as const;

    await expect(landed([{ id: 1, address: {} }], options)).resolves.toMatchObject({ rejects: [] });
    await expect(landed([{ id: 1, cor: 'azul' }], options)).rejects.toThrow(
      'Expected each record to have columns of items only, got a member "cor" in record 1.',
    );
  });

  it('fail as a whole above the ceiling, or because of any fault where the contract says so', async () => {
    const records = [{ id: 1 }, { id: 'Segredo' }, null];

    for (const contract of [{ ceiling: 60 }, { faults: 'fail' }] as const) {
      const refused = landed(records, { contract });
      await expect(refused).rejects.toThrow(CaptureError);
      await expect(refused).rejects.toThrow(
        'got 2 of 3 that do not: required of id in 1 row (3); type of id in 1 row (2).',
      );
      await expect(refused).rejects.not.toThrow('Segredo');
    }
  });

  it('are the same however the records are cut into pages', async () => {
    const records = fc.array(
      fc.oneof(
        fc.record({ id: fc.integer(), name: fc.string() }, { requiredKeys: [] }),
        fc.record({ ID: fc.integer(), Name: fc.string() }, { requiredKeys: [] }),
        fc.constant(null),
      ),
      { maxLength: 12 },
    );
    const job = aJob({ contract: { ceiling: 100 }, request: { ...byOffset, most: 10 } });

    await fc.assert(
      fc.asyncProperty(records, fc.array(fc.integer({ min: 1, max: 5 })), async (all, sizes) => {
        const whole = await landedRows(job, offsetApi(all, { pageSize: 12 }));
        const cut = anApi((url, before) => {
          const from = Number(url.searchParams.get('offset'));
          const page = all.slice(from, from + (sizes[before % sizes.length] ?? 1));
          // Otherwise two pages of equal records are the same answer.
          return { body: { items: page, total: all.length, from } };
        });

        expect(await landedRows(job, cut)).toEqual(whole);
      }),
      { numRuns: 25 },
    );
  });

  it('are from hours too', async () => {
    const job = aJob({ grain: 'hour', request: { ...single, path: '{period}' } });
    const api = anApi(() => ({ body: someItems(1) }));
    const hour = parseHour('2026-11-20T23');

    const { rows } = await landedRows(job, api, hour);

    expect(rows).toEqual(someItems(1));
    expect(api.paths()).toEqual(['2026-11-20T23']);
  });
});

describe('the rows of an API that keeps its history', () => {
  const incremental = { field: 'meta.at' };
  const table = tableOf({ id: 'integer' });
  const at = (id: number, time: unknown) => ({ id, meta: { at: time } });

  it('are those of the period, by a date or a timestamp', async () => {
    const { rows } = await landed(
      [
        at(1, '2026-11-19T23:59:59.999Z'),
        at(2, '2026-11-20'),
        at(3, '2026-11-20T00:00:00Z'),
        at(4, '2026-11-20T21:59:59.999999-02:00'),
        at(5, '2026-11-20T22:00:00-02:00'),
        at(6, '2026-11-21'),
      ],
      { table, incremental },
    );

    expect(rows.map(({ id }) => id)).toEqual([2, 3]);
  });

  it('are none of records without a usable time, which are rejects of each period', async () => {
    const { rows, rejects } = await landed(
      [at(1, '2026-11-20'), { id: 2 }, at(3, null), at(4, 1790000000), at(5, '2026-11-20T10:00')],
      { table, incremental, contract: { ceiling: 100 } },
    );

    expect(rows.map(({ id }) => id)).toEqual([1]);
    expect(rejects.map(({ position, rule, field }) => [position, rule, field])).toEqual([
      [2, 'required', 'meta.at'],
      [3, 'required', 'meta.at'],
      [4, 'type', 'meta.at'],
      [5, 'type', 'meta.at'],
    ]);
  });

  it('end with the first page whose last record is older, where the newest come first', async () => {
    const records = ['11-21', '11-20', '11-20', '11-19', '11-20', '11-18'].map((day, id) =>
      at(id, `2026-${day}`),
    );
    const [newest, any] = [true, false].map((newestFirst) =>
      aJob({ table, incremental: { ...incremental, newestFirst } }),
    );
    if (newest === undefined || any === undefined) throw new TypeError('Expected two jobs');
    const [short, long] = [offsetApi(records), offsetApi(records)];

    const rows = [(await landedRows(newest, short)).rows, (await landedRows(any, long)).rows];

    expect(rows.map((of) => of.map(({ id }) => id))).toEqual([
      [1, 2],
      [1, 2, 4],
    ]);
    expect([short.asked.length, long.asked.length]).toEqual([2, 3]);
  });
});

describe('a source of an API', () => {
  it('says what decides its rows, and nothing of how the API is asked', () => {
    const facts = aJob().accepted.facts;
    const digest = (request: RestRequest) => aJob({ request }).accepted.facts.request;

    expect(facts).toEqual({
      generator: 'captured-rest/1',
      contract: expect.stringMatching(/^[0-9a-f]{12}$/),
      request: expect.stringMatching(/^[0-9a-f]{12}$/),
    });
    expect(aJob().rejected.facts).toEqual({ ...facts, generator: 'rest-rejects/1' });
    expect(digest({ ...byOffset, path: 'other', query: { limit: 50 } })).toBe(facts.request);
    const others = [digest({ ...byOffset, most: 5 }), digest({ ...byOffset, records: 'data' })];
    expect(new Set([facts.request, ...others]).size).toBe(3);
  });

  it('is made from the raw object of its period; its rejects land after its rows', () => {
    const { accepted, rejected } = aJob();

    const raw = { job: 'things', period: DAY, part: 'raw' };
    expect(accepted.inputs?.(DAY)).toEqual([raw]);
    expect(rejected.inputs?.(DAY)).toEqual([{ job: 'things', period: DAY }, raw]);
  });

  it('needs a job that restJob made, a period of time, and for rejects an input', async () => {
    const context = { settings: {}, table: items, grain: 'day', inputs: [] } as const;

    expect(() => capturedRestKind.open(context)).toThrow(InputError);
    expect(() => restRejectsKind.open(context)).toThrow(InputError);
    await expect(rowsOf(aJob().accepted, parsePeriod('3f9a0c51d2e7'), read)).rejects.toThrow(
      InputError,
    );
  });

  it('refuses fields and columns from above that its table does not have', () => {
    const child: RestRequest['child'] = {
      ...byOffset,
      path: '{parent.id}',
      include: { shop: 'id' },
    };

    expect(() => aJob({ fields: { nam: 'a.b' } })).toThrow(
      'Expected fields and include of things to be columns of its table: id, name, got "nam". Did you mean "name"?',
    );
    expect(() => aJob({ request: { ...byOffset, child } })).toThrow(/got "shop"/);
  });
});
