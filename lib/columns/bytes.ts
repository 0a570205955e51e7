import { byteExtremes } from './column-extremes.ts';
import type { ColumnTypeRules } from './column-type-rules.ts';
import { byteFields } from './copy-fields.ts';
import { plainTexts } from './plain-encoding.ts';

/** Bytes of any number. */
export const bytesType: ColumnTypeRules<Uint8Array, Uint8Array> = {
  expected: 'a Uint8Array',
  accepts: (value) => value instanceof Uint8Array,
  rowValue: (bytes) => bytes,
  ndjson: (bytes) => `"${Buffer.from(bytes).toString('base64')}"`,
  parquet: {
    physical: 'BYTE_ARRAY',
    repeats: false,
    plain: plainTexts,
    extremes: byteExtremes,
  },
  postgres: { type: 'bytea', fields: byteFields },
  sql: 'varbinary',
  glue: 'binary',
};
