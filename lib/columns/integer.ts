import { numberExtremes } from './column-extremes.ts';
import type { ColumnTypeRules } from './column-type-rules.ts';
import { integerFields } from './copy-fields.ts';
import { plainInt64s } from './plain-encoding.ts';

const LARGEST = 2n ** 63n - 1n;

/**
 * A 64-bit integer. In a batch it is a number, or a bigint where a number would not hold it exactly.
 * In a row it is a number where that is exact.
 */
export const integerType: ColumnTypeRules<number | bigint, number | bigint> = {
  expected: 'a 64-bit integer, as a bigint beyond 2^53 - 1',
  accepts: (value) =>
    typeof value === 'bigint'
      ? value >= -LARGEST - 1n && value <= LARGEST
      : Number.isSafeInteger(value),
  trusts: (values) => values instanceof BigInt64Array || values instanceof Int32Array,
  rowValue: (value) => (Number.isSafeInteger(Number(value)) ? Number(value) : value),
  ndjson: (value) => (Number.isSafeInteger(Number(value)) ? String(value) : `"${value}"`),
  parquet: {
    physical: 'INT64',
    repeats: true,
    plain: plainInt64s,
    extremes: numberExtremes,
  },
  postgres: { type: 'bigint', fields: integerFields },
  sql: 'bigint',
  glue: 'bigint',
};
