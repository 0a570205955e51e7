import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SchemaError } from '../../lib/errors.ts';
import { bigQuerySchema } from '../../lib/schemas/bigquery-json.ts';
import { jsonSchemas } from '../../lib/schemas/schema-file.ts';
import type { Field } from '../../lib/schemas/table-schema.ts';
import { anyBigQuerySchema } from './any-schema.ts';

const FOLDER = 'test/schemas/bigquery';
const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
const place = { name: 't', from: 't.json' };

/** File, and counts of fields, records, repeated and required ones, and levels. */
const counted = [
  ...readFileSync(`${FOLDER}/ORIGINS.md`, 'utf8').matchAll(
    /^\| (\S+\.json) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|/gm,
  ),
].map(([, file = '', ...counts]) => ({ file, counts: counts.map(Number) }));

describe('a BigQuery schema', () => {
  it('is there for each of the origins', () => {
    expect(counted.map(({ file }) => file).sort()).toEqual(files.sort());
  });

  it.each(counted)(
    'has the fields, modes and levels that are counted in $file',
    ({ file, counts }) => {
      const [{ fields } = { fields: [] }] = jsonSchemas(
        readFileSync(`${FOLDER}/${file}`, 'utf8'),
        place,
      );

      const all = allOf(fields);
      expect([
        all.length,
        all.filter(({ type }) => type === 'record').length,
        all.filter(({ mode }) => mode === 'repeated').length,
        all.filter(({ mode }) => mode === 'required').length,
        levelsOf(fields),
      ]).toEqual(counts);
    },
  );

  it('knows every type, by all its names', () => {
    const read = (type: string, more = {}) => {
      const [field] = bigQuerySchema([{ name: 'a', type, ...more }], place).fields;
      const { name, mode, ...facts } = field ?? { name: '', mode: '' };
      return facts;
    };

    expect(read('NUMERIC')).toEqual({ type: 'decimal', precision: 38, scale: 9 });
    expect(read('numeric', { precision: '10', scale: '2' })).toEqual({
      type: 'decimal',
      precision: 10,
      scale: 2,
    });
    expect(read('NUMERIC', { precision: '5' })).toEqual({
      type: 'decimal',
      precision: 5,
      scale: 0,
    });
    expect(read('BIGNUMERIC')).toEqual({ type: 'decimal', precision: 76, scale: 38 });
    expect(read('STRING', { maxLength: '20' })).toEqual({ type: 'string', length: 20 });
    expect(read('RANGE', { rangeElementType: { type: 'DATE' } })).toEqual({
      type: 'range',
      rangeOf: 'date',
    });
    for (const name of ['INT64', 'integer', 'INTEGER'])
      expect(read(name)).toEqual({ type: 'integer' });
    for (const name of ['FLOAT', 'float64']) expect(read(name)).toEqual({ type: 'float' });
    for (const name of ['BOOL', 'Boolean']) expect(read(name)).toEqual({ type: 'boolean' });
    const plain = [
      'bytes',
      'timestamp',
      'date',
      'time',
      'datetime',
      'geography',
      'json',
      'interval',
    ];
    for (const name of plain) expect(read(name)).toEqual({ type: name });
  });

  it('says the same in each of its forms, whose keys and partitions are read', () => {
    const fields = [{ name: 'id', type: 'STRING' }];
    const answer = {
      kind: 'bigquery#table',
      description: 'Sales',
      tableReference: { projectId: 'p', datasetId: 'shop', tableId: 'sales' },
      schema: { fields },
      numRows: '12',
      timePartitioning: { type: 'DAY', field: 'id' },
      requirePartitionFilter: true,
      tableConstraints: {
        primaryKey: { columns: ['id'] },
        foreignKeys: [
          {
            referencedTable: { datasetId: 'shop', tableId: 'other' },
            columnReferences: [{ referencingColumn: 'id', referencedColumn: 'key' }],
          },
        ],
      },
    };
    const read = [{ name: 'id', type: 'string', mode: 'nullable' }];

    expect(bigQuerySchema(fields, place)).toEqual({ name: 't', fields: read });
    expect(bigQuerySchema({ fields }, place)).toEqual({ name: 't', fields: read });
    expect(bigQuerySchema({ dataset: 'd', table: 'x', schema: fields }, place)).toEqual({
      name: 'x',
      namespace: 'd',
      fields: read,
    });
    expect(bigQuerySchema(answer, place)).toEqual({
      name: 'sales',
      namespace: 'shop',
      description: 'Sales',
      fields: read,
      primaryKey: ['id'],
      foreignKeys: [
        { fields: ['id'], references: { table: 'other', namespace: 'shop', fields: ['key'] } },
      ],
      partitionedBy: ['id'],
      partitionFilterRequired: true,
    });
  });

  it.each([
    ['a text', 'x', 't.json'],
    ['an empty list', [], 't.json'],
    ['fields that are no list', { fields: 1 }, 't.json, fields'],
    ['a field without a name', [{ type: 'STRING' }], 't.json, [0].name'],
    ['a field without a type', { schema: [{ name: 'a' }] }, 't.json, schema[0].type'],
    ['an unknown type', [{ name: 'a', type: 'STRNG' }], 't.json, [0].type'],
    ['an unknown mode', [{ name: 'a', type: 'STRING', mode: 'ONCE' }], 't.json, [0].mode'],
    [
      'a record without fields',
      { schema: { fields: [{ name: 'a', type: 'RECORD' }] } },
      't.json, schema.fields[0].fields',
    ],
    ['a range of nothing', [{ name: 'a', type: 'RANGE' }], 't.json, [0].rangeElementType'],
    [
      'one name twice',
      [
        { name: 'a', type: 'STRING' },
        { name: 'A', type: 'STRING' },
      ],
      't.json, [1].name',
    ],
  ])('refuses %s, and says where', (_, json, where) => {
    expect(() => bigQuerySchema(json, place)).toThrow(
      expect.objectContaining({ constructor: SchemaError, place: where }),
    );
  });

  it('refuses text that is no JSON by its line, without quoting it', () => {
    const rows = '{"cpf":"134.968.681-63"}\n{"cpf":"267.847.447-05"}\n';

    expect(() => jsonSchemas(rows, place)).toThrow('Expected t.json, line 2 to be JSON');
    expect(() => jsonSchemas(rows, place)).not.toThrow(/\d{3}\.\d{3}/);
  });

  it('refuses records within records without end', () => {
    let fields: unknown = [{ name: 'a', type: 'STRING' }];
    for (let level = 0; level < 40; level += 1) fields = [{ name: 'a', type: 'RECORD', fields }];

    expect(() => bigQuerySchema(fields, place)).toThrow('32 levels at most');
  });

  it('keeps every name, mode and level of any schema', () => {
    fc.assert(
      fc.property(anyBigQuerySchema, (json) => {
        expect(shapeOf(bigQuerySchema(json, place).fields)).toEqual(shapeOf(json));
      }),
    );
  });
});

/** Names, modes and nesting, whether of a schema in JSON or of one that was read. */
function shapeOf(fields: unknown): unknown {
  if (!Array.isArray(fields)) return undefined;
  return fields.map(({ name, mode = 'nullable', fields: inner }) => [
    name,
    mode.toLowerCase(),
    shapeOf(inner),
  ]);
}

function allOf(fields: readonly Field[]): Field[] {
  return fields.flatMap((field) => [field, ...allOf(field.fields ?? [])]);
}

function levelsOf(fields: readonly Field[]): number {
  return 1 + Math.max(0, ...fields.map((field) => (field.fields ? levelsOf(field.fields) : 0)));
}
