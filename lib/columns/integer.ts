import { numberStatistics } from './column-statistics.ts';
import type { ColumnTypeRules } from './column-type-rules.ts';
import { plainInt64s } from './plain-encoding.ts';

/** A 64-bit integer. In a batch it is a number, so only integers that a number holds exactly are accepted. */
export const integerType: ColumnTypeRules<number, number> = {
  expected: 'an integer between -(2^53 - 1) and 2^53 - 1',
  accepts: (value) => Number.isSafeInteger(value),
  rowValue: (integer) => integer,
  parquet: {
    physical: 'INT64',
    plain: plainInt64s,
    statistics: numberStatistics,
  },
  sql: 'bigint',
  glue: 'bigint',
};
