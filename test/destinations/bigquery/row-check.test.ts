import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rowCheck } from '../../../lib/destinations/bigquery/row-check.ts';
import { BatchError } from '../../../lib/errors.ts';
import { mockModel } from '../../../lib/generate/mock/mock-model.ts';
import type { JsonRow, JsonValue } from '../../../lib/model/json-row.ts';
import { bigQuerySchema } from '../../../lib/schemas/bigquery-json.ts';
import type { Field } from '../../../lib/schemas/table-schema.ts';
import { optionsFor, rowsOfTable } from '../../generate/mock/tables-of.ts';

type Facts = Partial<Field> & Pick<Field, 'type'>;

function checked(facts: Facts, row: JsonRow): BatchError | undefined {
  const check = rowCheck({ name: 't', fields: [{ name: 'a', mode: 'nullable', ...facts }] });
  try {
    check(row, 7);
    return undefined;
  } catch (error) {
    if (error instanceof BatchError) return error;
    throw error;
  }
}

const accepted: readonly [Facts, readonly JsonValue[]][] = [
  [{ type: 'string', length: 3 }, ['', 'abc', '😀😀😀']],
  [{ type: 'bytes', length: 3 }, ['', 'AAEC', 'AA==']],
  [{ type: 'integer' }, [0, -5, '9223372036854775807', '-9223372036854775808']],
  [{ type: 'float' }, [0.5, -1e300, 'NaN', '-Infinity']],
  [{ type: 'decimal', precision: 4, scale: 2 }, ['12.34', '-0.5', '0012.3400', 12, '.5']],
  [{ type: 'decimal', precision: 38, scale: 9 }, [`${'9'.repeat(29)}.${'9'.repeat(9)}`]],
  [{ type: 'decimal', precision: 76, scale: 38 }, [`${'5'.repeat(39)}.${'9'.repeat(38)}`]],
  [{ type: 'boolean' }, [true, false]],
  [{ type: 'date' }, ['2024-02-29', '0001-01-01', '9999-12-31']],
  [{ type: 'time' }, ['00:00:00', '23:59:59.999999']],
  [{ type: 'datetime' }, ['2026-11-20T13:07:42.5', '2026-11-20 13:07:42', '2026-11-20']],
  [
    { type: 'timestamp' },
    ['2026-11-20T13:07:42.513Z', '2026-11-20 13:07:42 UTC', '2026-11-20T13:07:42-03:00'],
  ],
  [{ type: 'interval' }, ['1-2 3 4:5:6', 'P1Y2M']],
  [{ type: 'range', rangeOf: 'date' }, ['[2026-01-01, 2026-02-01)', '[UNBOUNDED, 2026-02-01)']],
  [{ type: 'json' }, ['a', 1, { b: [null] }, []]],
  [{ type: 'geography' }, ['POINT(1 2)', '{"type":"Point","coordinates":[1,2]}']],
  [{ type: 'string', mode: 'repeated' }, [[], ['a', 'b']]],
  [
    { type: 'record', fields: [{ name: 'b', type: 'date', mode: 'required' }] },
    [{ b: '2026-11-20' }],
  ],
];

const refused: readonly [Facts, readonly JsonValue[]][] = [
  [{ type: 'string', length: 3 }, ['abcd', 5, 'a\0', '\ud800']],
  [{ type: 'bytes', length: 3 }, ['AAECAw==', 'not Base64', 'AAE']],
  [{ type: 'integer' }, ['9223372036854775808', 1.5, 2 ** 53, 'five', true]],
  [{ type: 'float' }, ['0.5', true, [1]]],
  [{ type: 'decimal', precision: 4, scale: 2 }, ['123.4', '1.234', '1e2', '', '.', true, 1e21]],
  [{ type: 'decimal', precision: 38, scale: 9 }, ['9'.repeat(30), `0.${'1'.repeat(10)}`]],
  [{ type: 'decimal', precision: 76, scale: 38 }, ['9'.repeat(39), '1'.repeat(40)]],
  [{ type: 'boolean' }, ['true', 1]],
  [
    { type: 'date' },
    ['2026-02-29', '2026-13-01', '0000-01-01', '20/11/2026', '2026-11-20T00:00:00'],
  ],
  [{ type: 'time' }, ['24:00:00', '13:60:00', '13:07']],
  [{ type: 'datetime' }, ['2026-11-31T13:07:42', '2026-11-20T13:07:42Z']],
  [{ type: 'timestamp' }, ['2026-11-31T13:07:42Z', 1_795_180_062]],
  [{ type: 'range', rangeOf: 'date' }, ['2026-01-01, 2026-02-01']],
  [{ type: 'string', mode: 'repeated' }, ['a', null, ['a', null], [5]]],
  [
    { type: 'record', fields: [{ name: 'b', type: 'date', mode: 'required' }] },
    [{}, [], 'b', { b: 5 }],
  ],
];

describe('a row for BigQuery', () => {
  it.each(accepted)('may have in %j any of %j', (facts, values) => {
    expect(values.map((a) => checked(facts, { a }))).toEqual(values.map(() => undefined));
  });

  it.each(refused)('may have in %j none of %j', (facts, values) => {
    for (const a of values) expect(checked(facts, { a })).toBeInstanceOf(BatchError);
  });

  it('has a value in every field that is REQUIRED, unless BigQuery fills it', () => {
    const required = { type: 'string', mode: 'required' } as const;

    expect(checked(required, {})?.message).toMatch(
      /^Expected a value, because the field is REQUIRED, in the field a of t, row 7, got undefined\./,
    );
    expect(checked(required, { a: null })).toBeInstanceOf(BatchError);
    expect(checked({ ...required, filledBy: 'default' }, {})).toBeUndefined();
    expect(checked({ ...required, filledBy: 'default' }, { a: null })).toBeInstanceOf(BatchError);
  });

  it('may leave out what is nullable or repeated', () => {
    expect(checked({ type: 'string' }, {})).toBeUndefined();
    expect(checked({ type: 'string' }, { a: null })).toBeUndefined();
    expect(checked({ type: 'string', mode: 'repeated' }, {})).toBeUndefined();
  });

  it('has no field that the table does not have, at any level', () => {
    const record: Facts = {
      type: 'record',
      fields: [{ name: 'b', type: 'date', mode: 'nullable' }],
    };

    expect(checked(record, { other: 1 })).toMatchObject({ column: 'other', row: 7 });
    expect(checked(record, { a: { constructor: 1 } })).toMatchObject({ column: 'a.constructor' });
  });

  it('is refused with field, row and what was expected, and without the value', () => {
    const error = checked(
      {
        type: 'record',
        mode: 'repeated',
        fields: [{ name: 'b', type: 'string', length: 3, mode: 'nullable' }],
      },
      { a: [{ b: 'abc' }, { b: 'secret' }] },
    );

    expect(error).toMatchObject({ table: 't', column: 'a.b', row: 7 });
    expect(error?.message).toBe(
      'Expected text of 3 characters at most, without U+0000 and lone surrogates in the field a.b of t, row 7, got a string of 6 characters. The field has the type string(3) in BigQuery. Nothing was loaded.',
    );
  });
});

describe('a mock row', () => {
  const folder = 'test/schemas/bigquery';

  it.each(readdirSync(folder).filter((file) => file.endsWith('.json')))('fits %s', (file) => {
    const json = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'));
    const schema = bigQuerySchema(json, { name: 't', from: file });
    const rows = rowsOfTable(mockModel([schema], optionsFor(200))[0]);
    const check = rowCheck(schema);

    expect(rows).toHaveLength(200);
    expect(() => rows.forEach(check)).not.toThrow();
  });
});
