import { TextColumn } from '../model/text-column.ts';
import { textStatistics } from './column-statistics.ts';
import type { ColumnTypeRules } from './column-type-rules.ts';
import { plainTexts } from './plain-encoding.ts';

/** Text of any length. A lone surrogate is refused: UTF-8 cannot encode it. */
export const stringType: ColumnTypeRules<string, string> = {
  expected: 'text without lone surrogates',
  accepts: (value) => typeof value === 'string' && value.isWellFormed(),
  // Its writer encodes only well-formed text.
  trusts: (values) => values instanceof TextColumn,
  rowValue: (text) => text,
  parquet: {
    physical: 'BYTE_ARRAY',
    logical: 'UTF8',
    plain: plainTexts,
    statistics: textStatistics,
  },
  sql: 'varchar',
  glue: 'string',
};
