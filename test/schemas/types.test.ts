import { describe, expect, it } from 'vitest';
import { SchemaError } from '../../lib/errors.ts';
import { columnShape } from '../../lib/schemas/column-shape.ts';
import type { Dialect } from '../../lib/schemas/type-names.ts';
import { readTypeText } from '../../lib/schemas/type-text.ts';

const inner = (name: string, more: object) => ({ name, mode: 'nullable', ...more });

describe('the text of a type', () => {
  it.each<[Dialect, string, object]>([
    [
      'hive',
      'array<struct<a:int,b:decimal(10,2)>>',
      {
        type: 'record',
        fields: [
          inner('a', { type: 'integer', bits: 32 }),
          inner('b', { type: 'decimal', precision: 10, scale: 2 }),
        ],
        repeated: true,
      },
    ],
    [
      'hive',
      'struct<1st-name:string,`b`:array<array<tinyint>>>',
      {
        type: 'record',
        fields: [
          inner('1st-name', { type: 'string' }),
          inner('b', {
            type: 'list',
            mode: 'repeated',
            fields: [inner('element', { type: 'integer', bits: 8, mode: 'repeated' })],
          }),
        ],
        repeated: false,
      },
    ],
    [
      'hive',
      'map<string,timestamp>',
      {
        type: 'map',
        fields: [
          inner('key', { type: 'string', mode: 'required' }),
          inner('value', { type: 'timestamp' }),
        ],
        repeated: false,
      },
    ],
    [
      'bigquery',
      'ARRAY<STRUCT<a INT64 NOT NULL OPTIONS(description="of (a)", x=1), `b c` RANGE<DATE>>>',
      {
        type: 'record',
        fields: [
          inner('a', { type: 'integer', mode: 'required', description: 'of (a)' }),
          inner('b c', { type: 'range', rangeOf: 'date' }),
        ],
        repeated: true,
      },
    ],
    [
      'duckdb',
      'STRUCT(a INTEGER, "b c" VARCHAR[])[][3]',
      {
        type: 'list',
        fields: [
          inner('element', {
            type: 'record',
            fields: [
              inner('a', { type: 'integer', bits: 32 }),
              inner('b c', { type: 'string', mode: 'repeated' }),
            ],
            mode: 'repeated',
          }),
        ],
        repeated: true,
      },
    ],
    ['duckdb', "ENUM('a', 'it''s')", { type: 'string', values: ['a', "it's"], repeated: false }],
    ['duckdb', 'TIMESTAMP WITH TIME ZONE', { type: 'timestamp', repeated: false }],
    ['duckdb', 'TIMESTAMP', { type: 'datetime', repeated: false }],
    ['postgres', 'character varying(20)[]', { type: 'string', length: 20, repeated: true }],
    ['postgres', 'timestamp(3) with time zone', { type: 'timestamp', repeated: false }],
    ['postgres', 'timestamp without time zone', { type: 'datetime', repeated: false }],
    ['postgres', 'numeric', { type: 'decimal', repeated: false }],
    ['postgres', 'integer[][]', { type: 'integer', bits: 32, repeated: true }],
    ['postgres', 'double precision', { type: 'float', repeated: false }],
    ['mysql', 'int(11) unsigned', { type: 'integer', bits: 32, unsigned: true, repeated: false }],
    ['mysql', 'tinyint(1)', { type: 'boolean', repeated: false }],
    ['mysql', "enum('a','b')", { type: 'string', values: ['a', 'b'], repeated: false }],
  ])('of %s: %s', (dialect, text, shape) => {
    expect(readTypeText(text, { dialect })).toEqual(shape);
  });

  it.each<[Dialect, string]>([
    ['hive', 'uniontype<int,string>'],
    ['postgres', 'tsvector'],
    ['hive', 'struct<a:int'],
    ['hive', ''],
    ['hive', 'array<'.repeat(100)],
    ['duckdb', 'UNION(a INTEGER, b VARCHAR)'],
    ['bigquery', 'INT64 INT64'],
  ])('of %s is refused: %s', (dialect, text) => {
    const read = () => columnShape(text, { dialect, place: 'a.sql, column b' });

    expect(read).toThrow(SchemaError);
    expect(read).toThrow(/^Expected a\.sql, column b to have a type of /);
  });

  it('names the type that was probably meant', () => {
    const read = () => columnShape('jsno', { dialect: 'postgres', place: 'column b' });

    expect(read).toThrow('got "jsno". Did you mean "json"?');
  });
});
