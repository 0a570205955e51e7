import type { JsonRow, JsonValue } from '../../lib/model/json-row.ts';
import { typeText } from '../../lib/schemas/field-types.ts';
import type { Field } from '../../lib/schemas/table-schema.ts';

/** How often a repeated field has a value, and whether nullable ones have any. */
export interface RowOptions {
  readonly items: number;
  readonly nulls: boolean;
}

const TEXTS: Readonly<Record<string, JsonValue>> = {
  uuid: '0b8f4cde-5a1a-4c6f-9a55-0f0a5c1e2d3f',
  bytes: 'AAEC',
  boolean: true,
  date: '2026-11-20',
  time: '13:05:00.123',
  datetime: '2026-11-20T13:05:00.123',
  timestamp: '2026-11-20T13:05:00.123456Z',
  interval: '1-2 3 4:5:6',
  range: '[2026-01-01, 2026-02-01)',
  geography: 'POINT(1 2)',
  json: { any: ['thing', null] },
  float: -1.5e-7,
};

/** A row as NDJSON has it, made by hand for the checks of models: every field has a value, or none has. */
export function rowOf(fields: readonly Field[], options: RowOptions): JsonRow {
  // `__proto__` as an own property, as JSON.parse makes it.
  return Object.defineProperties(
    {},
    Object.fromEntries(
      fields.map((field) => [
        field.name,
        { value: fieldValue(field, options), enumerable: true, configurable: true, writable: true },
      ]),
    ),
  );
}

function fieldValue(field: Field, options: RowOptions): JsonValue {
  if (field.mode === 'nullable' && options.nulls) return null;
  if (field.mode !== 'repeated') return oneOf(field, options);
  return Array.from({ length: options.items }, () => oneOf(field, options));
}

function oneOf(field: Field, options: RowOptions): JsonValue {
  const { type, fields = [], values, bits = 64 } = field;
  const [first, second] = fields;
  if (type === 'record') return rowOf(fields, options);
  if (type === 'list' && first !== undefined) return fieldValue(first, options);
  if (type === 'map' && second !== undefined) return { key: fieldValue(second, options) };
  if (values !== undefined) return values[0] ?? null;
  if (type === 'integer') return options.nulls && bits === 64 ? '9223372036854775807' : 100;
  if (type === 'decimal') return field.scale === 0 ? '-7' : '-7.5';
  return TEXTS[type] ?? typeText(field).slice(0, field.length);
}
