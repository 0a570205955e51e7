import { byteExtremes } from './column-extremes.ts';
import type { ColumnTypeRules } from './column-type-rules.ts';
import { jsonFields } from './copy-fields.ts';
import { plainTexts } from './plain-encoding.ts';

/** A JSON document as text, kept as it was written. Engines read it as text. */
export const jsonType: ColumnTypeRules<string, string> = {
  expected: 'text in JSON',
  accepts: (value) => typeof value === 'string' && value.isWellFormed() && isJson(value),
  rowValue: (text) => text,
  // As it was written, on one line: outside of texts, a line break is only white space.
  ndjson: (text) => text.replace(/[\r\n]/g, ' '),
  parquet: {
    physical: 'BYTE_ARRAY',
    logical: 'JSON',
    repeats: false,
    plain: plainTexts,
    extremes: byteExtremes,
  },
  postgres: { type: 'jsonb', fields: jsonFields },
  sql: 'varchar',
  glue: 'string',
};

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
