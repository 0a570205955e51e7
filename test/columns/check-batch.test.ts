import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkBatch } from '../../lib/columns/check-batch.ts';
import { BatchError } from '../../lib/errors.ts';
import type { Batch, ColumnValues } from '../../lib/model/batch.ts';
import type { ColumnType, Table } from '../../lib/model/table.ts';
import { tableOf } from '../parquet/table-of.ts';
import { textColumnOf } from '../text-column-of.ts';

/** Each of these would be encoded as another, valid value. */
const wrong: readonly (readonly [ColumnType, unknown])[] = [
  ['date', '2000-01-01'],
  ['date', -0.5],
  ['date', new Date(0)],
  ['date', Number.NaN],
  ['date', 2_932_897],
  ['timestamp', '2026-11-20T13:07:42.513Z'],
  ['timestamp', 1.5],
  ['timestamp', Number.POSITIVE_INFINITY],
  ['integer', 2 ** 53],
  ['integer', 1.5],
  ['integer', '1'],
  ['integer', 2n ** 63n],
  ['decimal', 10n ** 10n],
  ['decimal', 0.5],
  ['decimal', '12.34'],
  ['bytes', 'text'],
  ['json', '{'],
  ['json', {}],
  ['double', Number.NaN],
  ['double', '1.5'],
  ['boolean', 'false'],
  ['boolean', 0],
  ['string', 5],
  ['string', null],
  ['string', undefined],
  ['string', '\ud800'],
];

const right: readonly (readonly [ColumnType, ColumnValues])[] = [
  ['date', Int32Array.of(-719_162, -1, 0, 2_932_896)],
  ['timestamp', Float64Array.of(-1, 0, 1_763_600_000_123)],
  ['integer', [Number.MIN_SAFE_INTEGER, 0, Number.MAX_SAFE_INTEGER]],
  ['integer', [-(2n ** 63n), 2n ** 63n - 1n]],
  ['decimal', [-9_999_999_999, 9_999_999_999n]],
  ['decimal', Int32Array.of(-(2 ** 31), 2 ** 31 - 1)],
  ['bytes', [new Uint8Array(), Uint8Array.of(0, 255)]],
  ['json', ['{"a": [1]}', 'null']],
  ['double', [-0.5, 0, Number.MAX_VALUE]],
  ['boolean', [true, false]],
  ['string', ['', 'João', '😀', 'a\u0000b']],
];

describe('checking a batch', () => {
  it.each(wrong)('refuses in a column of type %s the value %o', (type, value) => {
    // Wrong on purpose: sources in plain JavaScript, or with a defect, give such batches.
    const batch = { first: [1, 2], second: [rightValue(type), value] } as unknown as Batch;
    const table = tableOf({ first: 'integer', second: type });

    const checking = () => checkBatch(table, batch);

    expect(checking).toThrow(BatchError);
    expect(checking).toThrow(/column second of table t, row 1, got /);
  });

  it.each(right)('accepts the extremes of type %s', (type, values) => {
    const table = tableOf({ only: type });

    expect(() => checkBatch(table, { only: values })).not.toThrow();
  });

  it('says what came without the value, with table, column and row as facts', () => {
    const batch = { day: ['2000-01-01'] } satisfies Batch;

    const checking = () => checkBatch(tableOf({ day: 'date' }), batch);

    expect(checking).toThrow(/got a string of 10 characters\./);
    expect(checking).toThrow(expect.objectContaining({ table: 't', column: 'day', row: 0 }));
  });

  it('never repeats a value that it refuses', () => {
    const types = fc.constantFrom<ColumnType>('string', 'integer', 'boolean', 'date', 'timestamp');
    fc.assert(
      fc.property(types, secretValues, (type, secret) => {
        const batch = { c: [rightValue(type), secret] } as unknown as Batch;

        const error = thrownBy(() => checkBatch(tableOf({ c: type }), batch));

        expect(error).toBeInstanceOf(BatchError);
        expect(error).toMatchObject({ table: 't', column: 'c', row: 1 });
        expect(error.cause).toBeUndefined();
        const told = `${error.stack} ${JSON.stringify(error)}`;
        for (const part of SECRETS) expect(told).not.toContain(part);
      }),
    );
  });

  it('never repeats a text that was written for a column of another type', () => {
    const names = textColumnOf(['Maria da Silva']);

    const error = thrownBy(() => checkBatch(tableOf({ c: 'double' }), { c: names }));

    expect(error.message).toBe(
      'Expected a finite number in column c of table t, row 0, got a string of 14 characters. ' +
        'Correct the source: the column has the type double.',
    );
  });

  it('accepts null in a nullable column only', () => {
    const [column] = tableOf({ c: 'date' }).columns;
    const nullable = { ...tableOf({}), columns: [{ ...column, nullable: true }] } as Table;

    expect(() => checkBatch(nullable, { c: [null, 0] })).not.toThrow();
    expect(() => checkBatch(nullable, { c: [undefined] } as unknown as Batch)).toThrow(BatchError);
    expect(() => checkBatch(tableOf({ c: 'date' }), { c: [null, 0] })).toThrow(BatchError);
  });

  it('refuses a column that is missing, shorter, longer or unknown', () => {
    const table = tableOf({ a: 'integer', b: 'integer' });
    const batches: Batch[] = [
      { a: [1] },
      { a: [1], b: [] },
      { a: [1], b: [1, 2] },
      { a: [1], b: [1], c: [1] },
    ];

    for (const batch of batches) expect(() => checkBatch(table, batch)).toThrow(BatchError);
  });
});

/** What no message may contain. */
const SECRETS = ['Maria', '123.456', '98765', 'Silva'];

/** Values that no column accepts, with a secret in each: a name, a document or a number. */
const secretValues = fc.oneof(
  fc
    .tuple(fc.constantFrom('Maria', '123.456.789-09', 'Silva'), fc.string({ unit: 'binary' }))
    .map(([secret, text]) => `${secret}${text}\ud800`),
  fc.nat(99).map((cents) => 98_765 + (cents + 0.5) / 100),
  fc.constantFrom(BigInt(98_765_432_109) ** 2n, Symbol('Maria'), () => 'Maria'),
  fc.constantFrom(
    ['Maria', 98_765],
    { Maria: '123.456.789-09' },
    { constructor: { name: 'Maria' } },
    { toString: () => 'Maria' },
    Buffer.from('Maria'),
  ),
);

function thrownBy(work: () => void): Error {
  try {
    work();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('expected an error');
}

function rightValue(type: ColumnType): unknown {
  const right = { date: 0, timestamp: 0, integer: 0, double: 0, boolean: true, string: '' };
  return { ...right, decimal: 0, bytes: new Uint8Array(), json: '0' }[type];
}
