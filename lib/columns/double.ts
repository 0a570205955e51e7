import type { ColumnValues } from '../model/batch.ts';
import { type ColumnExtremes, numberExtremes } from './column-extremes.ts';
import type { ColumnTypeRules } from './column-type-rules.ts';
import { doubleFields } from './copy-fields.ts';
import { plainDoubles } from './plain-encoding.ts';

/** A 64-bit floating-point number. NaN and infinities are not accepted. */
export const doubleType: ColumnTypeRules<number, number> = {
  expected: 'a finite number',
  accepts: (value) => Number.isFinite(value),
  rowValue: (number) => number,
  // JSON.stringify drops the sign of -0.
  ndjson: (number) => (Object.is(number, -0) ? '-0.0' : String(number)),
  parquet: {
    physical: 'DOUBLE',
    repeats: false,
    plain: plainDoubles,
    extremes: doubleExtremes,
  },
  postgres: { type: 'double precision', fields: doubleFields },
  sql: 'double',
  glue: 'double',
};

/**
 * A zero as an extreme has the sign that includes both zeros, as the Parquet specification asks:
 * readers may order them, and -0 equals 0.
 */
function doubleExtremes(parts: readonly ColumnValues[]): ColumnExtremes {
  const { min, max } = numberExtremes(parts);
  return { min: min === 0 ? -0 : min, max: max === 0 ? 0 : max };
}
