import { TextColumn } from '../model/text-column.ts';
import { WordColumn } from '../model/word-column.ts';
import { byteExtremes } from './column-extremes.ts';
import type { ColumnTypeRules } from './column-type-rules.ts';
import { textFields } from './copy-fields.ts';
import { plainTexts } from './plain-encoding.ts';

/** Text of any length. A lone surrogate is refused: UTF-8 cannot encode it. */
export const stringType: ColumnTypeRules<string, string> = {
  expected: 'text without lone surrogates',
  accepts: (value) => typeof value === 'string' && value.isWellFormed(),
  // Both encode only well-formed text.
  trusts: (values) => values instanceof TextColumn || values instanceof WordColumn,
  rowValue: (text) => text,
  ndjson: JSON.stringify,
  parquet: {
    physical: 'BYTE_ARRAY',
    logical: 'UTF8',
    repeats: true,
    plain: plainTexts,
    extremes: byteExtremes,
  },
  postgres: { type: 'text', fields: textFields },
  sql: 'varchar',
  glue: 'string',
};
