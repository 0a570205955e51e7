import { numberStatistics } from './column-statistics.ts';
import type { ColumnTypeRules } from './column-type-rules.ts';
import { plainDoubles } from './plain-encoding.ts';

/** A 64-bit floating-point number. NaN and infinities are not accepted. */
export const doubleType: ColumnTypeRules<number, number> = {
  expected: 'a finite number',
  accepts: (value) => Number.isFinite(value),
  rowValue: (number) => number,
  parquet: {
    physical: 'DOUBLE',
    plain: plainDoubles,
    statistics: numberStatistics,
  },
  sql: 'double',
  glue: 'double',
};
