import { numberExtremes } from './column-extremes.ts';
import type { ColumnTypeRules } from './column-type-rules.ts';
import { booleanFields } from './copy-fields.ts';
import { plainBits } from './plain-encoding.ts';

/** `true` or `false`. */
export const booleanType: ColumnTypeRules<boolean, boolean> = {
  expected: 'true or false',
  accepts: (value) => typeof value === 'boolean',
  rowValue: (value) => value,
  ndjson: String,
  parquet: {
    physical: 'BOOLEAN',
    repeats: false,
    plain: plainBits,
    extremes: numberExtremes,
  },
  postgres: { type: 'boolean', fields: booleanFields },
  sql: 'boolean',
  glue: 'boolean',
};
