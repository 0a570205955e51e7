import { describe, expect, it } from 'vitest';
import { checkBatch } from '../../lib/columns/check-batch.ts';
import { BatchError } from '../../lib/errors.ts';
import type { Batch, ColumnValues } from '../../lib/model/batch.ts';
import type { ColumnType } from '../../lib/model/table.ts';
import { tableOf } from '../parquet/table-of.ts';

/** Each of these would become another, valid value if it reached the library that writes Parquet. */
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
  ['double', [-0.5, 0, Number.MAX_VALUE]],
  ['boolean', [true, false]],
  ['string', ['', 'João', '😀', 'a\u0000b']],
];

describe('checking a batch', () => {
  it.each(wrong)('refuses in a column of type %s the value %j', (type, value) => {
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

  it('names the value that is wrong, with its row and column as facts', () => {
    const batch = { day: ['2000-01-01'] } satisfies Batch;

    const checking = () => checkBatch(tableOf({ day: 'date' }), batch);

    expect(checking).toThrow(/got "2000-01-01"/);
    expect(checking).toThrow(expect.objectContaining({ table: 't', column: 'day', row: 0 }));
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

function rightValue(type: ColumnType): unknown {
  return { date: 0, timestamp: 0, integer: 0, double: 0, boolean: true, string: '' }[type];
}
