import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SchemaError } from '../../lib/errors.ts';
import { bigQuerySchema } from '../../lib/schemas/bigquery-json.ts';
import { bigQueryResource } from '../../lib/schemas/bigquery-resource.ts';
import type { Field, Mode } from '../../lib/schemas/table-schema.ts';

const FOLDER = 'test/schemas/bigquery';
const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));

function created(facts: Partial<Field> & Pick<Field, 'type'>, mode: Mode = 'nullable') {
  const { fields } = bigQueryResource({
    name: 't',
    fields: [{ name: 'a', mode, ...facts }],
  }).schema;
  const { name, mode: _, ...rest } = fields[0] ?? { name: '', mode: 'NULLABLE', type: '' };
  return rest;
}

describe('the table that BigQuery creates', () => {
  it.each(files)('has the fields of %s', (file) => {
    const json = JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8'));
    const schema = bigQuerySchema(json, { name: 't', from: file });

    const again = bigQuerySchema(bigQueryResource(schema), { name: schema.name, from: file });

    expect(again.fields).toEqual(schema.fields);
  });

  it.each<[Partial<Field> & Pick<Field, 'type'>, object]>([
    [
      { type: 'char', length: 11 },
      { type: 'STRING', maxLength: '11' },
    ],
    [
      { type: 'bytes', length: 16 },
      { type: 'BYTES', maxLength: '16' },
    ],
    [{ type: 'uuid' }, { type: 'STRING' }],
    [{ type: 'integer', bits: 16 }, { type: 'INTEGER' }],
    [{ type: 'integer', unsigned: true }, { type: 'BIGNUMERIC' }],
    [{ type: 'integer', bits: 128 }, { type: 'BIGNUMERIC' }],
    [{ type: 'decimal' }, { type: 'BIGNUMERIC' }],
    [{ type: 'decimal', precision: 38, scale: 9 }, { type: 'NUMERIC' }],
    [
      { type: 'decimal', precision: 38, scale: 10 },
      { type: 'BIGNUMERIC', precision: '38', scale: '10' },
    ],
    [
      { type: 'decimal', precision: 5, scale: 0 },
      { type: 'NUMERIC', precision: '5' },
    ],
    [
      { type: 'range', rangeOf: 'date' },
      { type: 'RANGE', rangeElementType: { type: 'DATE' } },
    ],
    [{ type: 'range', rangeOf: 'integer' }, { type: 'STRING' }],
    [{ type: 'map', fields: [] }, { type: 'JSON' }],
    [{ type: 'list', fields: [] }, { type: 'JSON' }],
  ])('has for %j the type %j', (facts, type) => {
    expect(created(facts)).toEqual(type);
  });

  it('keeps modes and descriptions, at every level', () => {
    const resource = bigQueryResource({
      name: 't',
      description: 'A table',
      fields: [
        {
          name: 'r',
          type: 'record',
          mode: 'repeated',
          fields: [{ name: 'a', type: 'string', mode: 'required', description: 'A field' }],
        },
      ],
    });

    expect(resource).toEqual({
      description: 'A table',
      schema: {
        fields: [
          {
            name: 'r',
            type: 'RECORD',
            mode: 'REPEATED',
            fields: [{ name: 'a', type: 'STRING', mode: 'REQUIRED', description: 'A field' }],
          },
        ],
      },
    });
  });

  it('cannot be created for a decimal that BigQuery has no room for', () => {
    expect(() => created({ type: 'decimal', precision: 60, scale: 2 })).toThrow(SchemaError);
  });
});
