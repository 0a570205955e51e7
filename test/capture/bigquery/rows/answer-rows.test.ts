import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AnswerPages, answerRows } from '../../../../lib/capture/bigquery/rows/answer-rows.ts';
import { CaptureError } from '../../../../lib/errors.ts';
import { resultPageOf } from '../../../../lib/gcp/result-page.ts';
import type { RawRows } from '../../../../lib/model/raw-rows.ts';
import type { Column, ColumnType } from '../../../../lib/model/table.ts';
import { aBigQuery, aDownload, answerIn, landed } from '../some-downloads.ts';
import { type AField, wireRow } from '../wire-rows.ts';

type Json = Record<string, unknown>;

async function piecesOf(pages: AnswerPages): Promise<RawRows[]> {
  const pieces: RawRows[] = [];
  for await (const piece of answerRows(pages)) pieces.push(piece);
  return pieces;
}

const column: Column = {
  name: 'c',
  type: 'json',
  nullable: true,
  description: '',
  example: 'x',
  statistics: false,
};

/** Column types that read a field. */
const columnTypes: Readonly<Record<string, ColumnType>> = {
  STRING: 'string',
  BYTES: 'bytes',
  INTEGER: 'integer',
  FLOAT: 'double',
  BOOLEAN: 'boolean',
  NUMERIC: 'decimal',
  DATE: 'date',
  TIMESTAMP: 'timestamp',
};

/** What a lake column has of a field that is no record and no list: the text that BigQuery sends. */
function plain(field: AField, value: unknown): unknown {
  if (value === null || field.mode === 'REPEATED' || field.fields !== undefined) return value;
  return field.type === 'TIMESTAMP' ? value : String(value);
}

const values: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  STRING: fc.string({ unit: 'binary' }),
  BYTES: fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('base64')),
  INTEGER: fc.maxSafeInteger(),
  FLOAT: fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
  BOOLEAN: fc.boolean(),
  NUMERIC: fc.integer().map((number) => `${number}.5`),
  DATE: fc.constant('2026-11-20'),
  TIMESTAMP: fc
    .tuple(
      fc.date({
        min: new Date(-62_135_596_800_000),
        max: new Date(253_402_300_799_999),
        noInvalidDate: true,
      }),
      fc.integer({ min: 0, max: 999 }),
    )
    .map(([date, micros]) =>
      micros === 0
        ? date.toISOString()
        : `${date.toISOString().slice(0, -1)}${String(micros).padStart(3, '0')}Z`,
    ),
};

const memberName = fc.constantFrom('a', 'B', 'c_1', '__proto__', 'constructor', 'f', 'v', 'é');

const fieldOfName = fc.letrec<{ readonly field: AField }>((tie) => ({
  field: fc
    .record({
      name: memberName,
      mode: fc.constantFrom('NULLABLE', 'REPEATED'),
      inside: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constantFrom(...Object.keys(values)),
        fc.uniqueArray(tie('field'), { minLength: 1, maxLength: 4, selector: ({ name }) => name }),
      ),
    })
    .map(({ inside, ...field }) =>
      typeof inside === 'string'
        ? { ...field, type: inside }
        : { ...field, type: 'RECORD', fields: inside },
    ),
})).field;

function someValue(field: AField): fc.Arbitrary<unknown> {
  if (field.mode === 'REPEATED') {
    return fc.array(someValue({ ...field, mode: 'REQUIRED' }), { maxLength: 3 });
  }
  const present =
    field.fields === undefined
      ? (values[field.type] ?? fc.constant(null))
      : fc
          .tuple(
            ...field.fields.map((member) => someValue(member).map((value) => [member.name, value])),
          )
          .map((members) => Object.fromEntries(members));
  return field.mode === 'REQUIRED' ? present : fc.option(present);
}

const tables = fc
  .uniqueArray(fieldOfName, { minLength: 1, maxLength: 4, selector: ({ name }) => name })
  .chain((fields) =>
    fc.record({
      fields: fc.constant(fields),
      rows: fc.array(fc.tuple(...fields.map(someValue)), { maxLength: 12 }),
      pageRows: fc.integer({ min: 1, max: 5 }),
    }),
  );

describe('the rows of an answer', () => {
  it('are what BigQuery has, whatever the schema, and however they are cut into pages', async () => {
    await fc.assert(
      fc.asyncProperty(tables, async ({ fields, rows, pageRows }) => {
        const asked = fields.map((field) => {
          const type = field.fields || field.mode === 'REPEATED' ? 'json' : columnTypes[field.type];
          return { column: { ...column, name: field.name, type: type ?? 'json' }, path: 'x' };
        });
        const named = rows.map((row) =>
          Object.fromEntries(fields.map(({ name }, index) => [name, row[index]])),
        );
        const pieces = await piecesOf({
          requests: pagesOf(fields, named, pageRows),
          job: 'j',
          name: 'a 2026-11-20',
          question: { fields: asked, location: 'US' },
        });

        const read = pieces.flatMap(({ length, columns }) =>
          Array.from({ length }, (_, row) => columns.map((cells) => cells[row])),
        );
        const expected = rows.map((row) =>
          row.map((value, index) => plain(fields[index] as AField, value)),
        );
        expect(JSON.stringify(read)).toBe(JSON.stringify(expected));
        expect(pieces.flatMap(({ positions }) => Array.from(positions))).toEqual(
          rows.map((_, index) => index + 1),
        );
      }),
    );
  });
});

/** Pages as they come over the wire. */
function pagesOf(fields: readonly AField[], rows: readonly Json[], pageRows: number) {
  return {
    async resultPage(_: string, { token = '0' }: { readonly token?: string | undefined }) {
      const to = Number(token) + pageRows;
      const body = {
        schema: { fields },
        totalRows: String(rows.length),
        rows: rows.slice(Number(token), to).map((row) => wireRow(fields, row)),
        ...(to < rows.length && { pageToken: String(to) }),
      };
      return resultPageOf(JSON.parse(JSON.stringify(body)));
    },
  };
}

describe('the pages of an answer', () => {
  const rows = [1, 2, 3, 4, 5].map((n) => aDownload(n));

  /** An answer of three pages, of which the reader gets others. */
  async function reading(twist: (page: Json, number: number) => Json) {
    const bigQuery = await aBigQuery(rows);
    bigQuery.server.pageRows = 2;
    const answer = answerIn(await bigQuery.fetch());
    // The first page was the head, without rows.
    bigQuery.server.twist = (page, number) => twist(page, number - 1);
    return { ...bigQuery, answer, reading: () => bigQuery.read(answer) };
  }

  it('are read to the last one, and told as they come', async () => {
    const bigQuery = await aBigQuery(rows);
    bigQuery.server.pageRows = 2;
    const told: unknown[] = [];
    const connector = bigQuery.connect({ onPage: (...facts) => told.push(facts) });
    const answer = answerIn(
      await connector.fetch({ name: '2026-11-20', period: '2026-11-20' as never }),
    );

    const read = await bigQuery.read(answer);

    expect(read.rows).toEqual([1, 2, 3, 4, 5].map((n) => landed(n)));
    expect(told).toEqual([
      ['2026-11-20', 2, 5],
      ['2026-11-20', 4, 5],
      ['2026-11-20', 5, 5],
    ]);
  });

  it.each<[string, (page: Json, number: number) => Json, string]>([
    ['a short page', (page, number) => (number === 2 ? { ...page, rows: [] } : page), '3 of 5'],
    [
      'a page too many',
      (page, number) => ({
        ...page,
        rows: number === 2 ? twice(page.rows) : page.rows,
        ...(number === 3 && { pageToken: '9' }),
      }),
      '7 of 5',
    ],
    [
      'an end too early',
      ({ pageToken, ...page }, number) => (number === 1 ? { ...page, pageToken } : page),
      '4 of 5',
    ],
    [
      'the same page again',
      (page, number) => (number >= 2 ? { ...page, rows: [], pageToken: '2' } : page),
      'the same page twice',
    ],
    [
      'another total',
      (page, number) => (number === 2 ? { ...page, totalRows: '6' } : page),
      'pages of several results',
    ],
    [
      'another schema',
      (page, number) => (number === 2 ? { ...page, schema: { fields: [] } } : page),
      'pages with other columns',
    ],
  ])(
    'fail the period when they are not those of one answer, and a later try may succeed: %s',
    async (_, twist, got) => {
      const { reading: read, server } = await reading(twist);

      const failing = read();

      await expect(failing).rejects.toThrow(CaptureError);
      await expect(failing).rejects.toMatchObject({ got, retryable: true });
      server.twist = (page) => page;
      expect((await read()).rows).toHaveLength(5);
    },
  );

  it('fail the period when its columns are others than were asked for', async () => {
    const { reading: read } = await reading((page) => {
      const { fields } = page.schema as { fields: AField[] };
      const [first, ...others] = fields;
      return { ...page, schema: { fields: [{ ...first, type: 'STRING' }, ...others] } };
    });

    await expect(read()).rejects.toThrow(
      'Expected the answer for downloads 2026-11-20 to have the 9 columns that were asked for, got at is STRING in place of TIMESTAMP or DATETIME.',
    );
  });

  it('fail the period when they are gone, and the next run asks again', async () => {
    const { server, answer, read, fetch } = await reading((page) => page);
    server.expire();

    await expect(read(answer)).rejects.toThrow(
      'Expected the answer for downloads 2026-11-20, which BigQuery keeps for 24 hours, got none any more.',
    );
    expect((await read(answerIn(await fetch()))).rows).toHaveLength(5);
  });

  it('are read again where a connection broke within one', async () => {
    const { server, answer, read } = await reading((page) => page);
    let cuts = 2;
    server.fault = ({ line, query }) => {
      if (!line.includes('/queries/') || query.get('pageToken') !== '2' || cuts === 0)
        return undefined;
      cuts -= 1;
      return { cut: 'within' };
    };

    expect((await read(answer)).rows).toEqual([1, 2, 3, 4, 5].map((n) => landed(n)));
  });

  it('may be large', async () => {
    const bigQuery = await aBigQuery(
      Array.from({ length: 9_000 }, (_, n) =>
        aDownload(n % 10, { city: `${n}`.padStart(300, 'x') }),
      ),
    );
    bigQuery.server.pageRows = 5_000;

    const { rows: read } = await bigQuery.landed();

    expect(read).toHaveLength(9_000);
    expect(String(read[8_999]?.city)).toMatch(/^x+8999$/);
  });
});

function twice(rows: unknown): readonly unknown[] {
  return Array.isArray(rows) ? [...rows, ...rows, rows[0]] : [];
}
