import { describe, expect, it } from 'vitest';
import { ndjsonLines } from '../../lib/columns/ndjson.ts';
import type { Batch } from '../../lib/model/batch.ts';
import type { ColumnType } from '../../lib/model/table.ts';
import { tableOf } from '../parquet/table-of.ts';

function lineOf(types: Record<string, ColumnType>, batch: Batch): string[] {
  return [...ndjsonLines(tableOf(types), batch)];
}

describe('a line of NDJSON', () => {
  it.each<[ColumnType, Batch[string], string]>([
    ['string', ['João "a"\n'], '"João \\"a\\"\\n"'],
    ['integer', [-5], '-5'],
    ['integer', [9_223_372_036_854_775_807n], '"9223372036854775807"'],
    ['decimal', [-5], '"-0.05"'],
    ['double', [1e-7], '1e-7'],
    ['double', [-0], '-0.0'],
    ['boolean', [true], 'true'],
    ['date', [-1], '"1969-12-31"'],
    ['timestamp', [1_795_180_062_513], '"2026-11-20T13:07:42.513Z"'],
    ['timestamp', [-62_135_596_800_000], '"0001-01-01T00:00:00.000Z"'],
    ['bytes', [Uint8Array.of(0, 1, 2)], '"AAEC"'],
    ['json', ['{"a":\r\n 12345678901234567890}'], '{"a":   12345678901234567890}'],
  ])('has a %s', (type, values, text) => {
    expect(lineOf({ a: type }, { a: values })).toEqual([`{"a":${text}}\n`]);
  });

  it('leaves out what has no value', () => {
    const batch = { a: [null, 1, 2], b: [3, null, 4] };

    expect(lineOf({ a: 'integer', b: 'integer' }, batch)).toEqual([
      '{"b":3}\n',
      '{"a":1}\n',
      '{"a":2,"b":4}\n',
    ]);
  });
});
